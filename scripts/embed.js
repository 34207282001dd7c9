// @ts-check
/**
 * `<gpt-image-cost>`: the calculator on somebody else's page, in a frame. Attributes: `scenario`, `view`, `theme`,
 * `rates`, `title`, which may change later; `height`, `loading`, `sandbox`, which are read once. The link inside the
 * element stays until the frame has something to show, and for good without scripts. It changes nothing else in the page
 * and needs no inline style. It has to be a plain script, because it finds the frame's address from its own.
 */
(() => {
  const NAME = "gpt-image-cost";
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement) || customElements.get(NAME)) return;
  const home = new URL("embed/", script.src);
  const system = matchMedia("(prefers-color-scheme: dark)");

  /** The lightness of a computed colour, 0 to 1, in any notation; none where it is mostly transparent. @param {string} colour */
  const lightness = (colour) => {
    const [a = 1, b = a, c = a, alpha = 1] = (colour.match(/(?<![\w-])-?[\d.]+(e-\d+)?/g) ?? []).map(Number);
    if (alpha < 0.5) return;
    if (/^(ok)?l/.test(colour)) return colour[0] === "l" ? a / 100 : a;
    return (0.299 * a + 0.587 * b + 0.114 * c) / (colour[0] === "r" ? 255 : 1);
  };

  /** A height in pixels, kept between the bounds. @param {number} height */
  const pixels = (height) => `${Math.min(Math.max(height, 100), 1e4)}px`;

  class GptImageCost extends HTMLElement {
    static observedAttributes = ["scenario", "rates", "theme", "view", "title"];

    // All of it private: Vue and React would take a property of an attribute's name for the attribute.
    #frame = document.createElement("iframe");
    #fallback = document.createElement("slot");
    #observer = new MutationObserver(() => this.#updateTheme());
    #isShown = false;
    #isReady = false;
    /** The link that the frame was last asked to open. */
    #requested = "";
    /** The same, until the frame confirms it: one that is being loaded again has not. @type {string | undefined} */
    #unconfirmed;
    /** The reader's own scenario, as the frame reported it. @type {string | undefined} */
    #reported;
    #theme = "";

    connectedCallback() {
      const frame = this.#frame;
      const style = new CSSStyleSheet();
      style.replaceSync(
        ":host{display:grid;grid-template-columns:minmax(0,1fr);width:100%}:host([hidden]){display:none}" +
          "slot,iframe{display:block;grid-area:1/1}" +
          "iframe{width:100%;border:0;border-radius:8px;outline:1px solid #8886;outline-offset:-1px}",
      );
      frame.style.visibility = "hidden";
      frame.style.height = pixels(Number(this.getAttribute("height")) || 600);
      // Before `src`, or it would come too late.
      frame.setAttribute("loading", this.getAttribute("loading") ?? "lazy");
      const sandbox = this.getAttribute("sandbox");
      if (sandbox !== null) frame.setAttribute("sandbox", sandbox);
      this.#isShown = false;
      this.#setTitle();
      this.#load();
      const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [style];
      root.replaceChildren(this.#fallback, frame);
      for (const at of [document.documentElement, document.body])
        if (at) this.#observer.observe(at, { attributes: true });
      system.addEventListener("change", this);
      document.addEventListener("transitionend", this);
      addEventListener("load", this);
      addEventListener("message", this);
    }

    disconnectedCallback() {
      this.#observer.disconnect();
      system.removeEventListener("change", this);
      document.removeEventListener("transitionend", this);
      removeEventListener("load", this);
      removeEventListener("message", this);
    }

    /** @param {string} name @param {string | null} before @param {string | null} now */
    attributeChangedCallback(name, before, now) {
      if (!this.shadowRoot || before === now) return;
      if (name === "title") this.#setTitle();
      else if (name === "theme") this.#updateTheme();
      else if (name === "view") this.#load();
      else if (name === "scenario" && now === this.#reported) this.#requested = this.#wantedFragment();
      else {
        this.#reported = undefined;
        this.#requestScenario();
      }
    }

    #setTitle() {
      this.#frame.title = this.title || "GPT Image 2 cost calculator";
    }

    /** Loads the frame again, without a step in the history of the page. */
    #load() {
      const view = encodeURIComponent(this.getAttribute("view") ?? "calculator");
      this.#isReady = false;
      this.#theme = this.#wantedTheme();
      this.#requested = this.#wantedFragment();
      this.#unconfirmed = undefined;
      const address = `${home}#${this.#reported ?? this.#requested}&view=${view}&theme=${this.#theme}`;
      if (this.#isShown) this.#frame.contentWindow?.location.replace(address);
      else this.#frame.src = address;
    }

    /** The scenario's link, with the rates that the page wants. */
    #wantedFragment() {
      let link = (this.getAttribute("scenario") ?? "").replace(/^.*#/, "");
      // The app repairs links thoroughly; here only so far that their keys are found.
      try {
        if (!link.includes("=")) link = decodeURIComponent(link);
      } catch {}
      const rates = this.getAttribute("rates");
      if (!rates) return link;
      const day = encodeURIComponent(rates);
      const others = link.split(/&(?:amp;)*/).filter((key) => key && !key.startsWith("rates="));
      if (rates === "latest") return others.filter((key) => !/^[bcd]\.rates=/.test(key)).join("&");
      return [`rates=${day}`, ...others].join("&").replace(/(&[bcd]\.rates=)[^&]*/g, `$1${day}`);
    }

    /** The theme asked for, or the page's own: as it declares it, or as its background or its text shows. */
    #wantedTheme() {
      const wanted = this.getAttribute("theme");
      if (wanted === "light" || wanted === "dark") return wanted;
      const { color, colorScheme = "" } = getComputedStyle(this);
      let dark = /dark/.test(colorScheme);
      if (dark && /light/.test(colorScheme)) dark = system.matches;
      else if (!dark && !/light/.test(colorScheme)) {
        const [body, root] = [document.body, document.documentElement].map(
          (at) => at && lightness(getComputedStyle(at).backgroundColor),
        );
        dark = (body ?? root ?? 1 - (lightness(color) ?? 0)) < 0.5;
      }
      return dark ? "dark" : "light";
    }

    /** Follows the page's theme; only a frame that is shown can listen. */
    #updateTheme() {
      const theme = this.#wantedTheme();
      if (theme === this.#theme) return;
      this.#theme = theme;
      if (this.#isShown) this.#post({ theme });
    }

    /** Asks the frame to open the scenario; one that is not ready is asked when it is. */
    #requestScenario() {
      const fragment = this.#wantedFragment();
      if (!this.#isReady || fragment === this.#requested) return;
      this.#requested = this.#unconfirmed = fragment;
      this.#post({ fragment });
    }

    /** @param {{ theme?: string, fragment?: string }} part */
    #post(part) {
      const origin = this.#origin();
      const message = { [NAME]: 1, type: "set", ...part };
      this.#frame.contentWindow?.postMessage(message, origin === "null" ? "*" : origin);
    }

    /** The frame's origin: none of its own where it, or the page around it, is sandboxed so. */
    #origin() {
      const frame = this.#frame;
      const isOpaque =
        (frame.hasAttribute("sandbox") && !frame.sandbox.contains("allow-same-origin")) ||
        (self.origin === "null" && /^(http|about|blob)/.test(location.protocol));
      return isOpaque ? "null" : home.origin;
    }

    /** @param {Event} event */
    handleEvent(event) {
      if (!(event instanceof MessageEvent)) return this.#updateTheme();
      const { data, origin, source } = event;
      if (source !== this.#frame.contentWindow || origin !== this.#origin() || data?.[NAME] !== 1) return;
      const { type, height, fragment } = data;
      if (type === "scenario") {
        this.#reported = fragment;
        this.#unconfirmed = undefined;
      }
      if (type !== "ready" && type !== "resize") return;
      if (typeof height === "number" && height > 0) this.#frame.style.height = pixels(height);
      if (!this.#isShown || type === "ready") {
        this.#isShown = true;
        this.#frame.style.visibility = "";
        if (this.contains(document.activeElement)) this.#frame.focus();
        this.#fallback.remove();
        this.#theme = this.#wantedTheme();
        this.#post({ theme: this.#theme });
      }
      if (type === "ready") {
        this.#isReady = true;
        if (this.#unconfirmed !== undefined) this.#post({ fragment: this.#unconfirmed });
        else this.#requestScenario();
      }
    }
  }

  customElements.define(NAME, GptImageCost);
})();
