// @ts-check
/**
 * `<gpt-image-cost>`: the calculator on somebody else's page, in a frame. Attributes: `scenario`, `view`, `theme`,
 * `rates`, `title`, which may change later; `height`, `loading`, `sandbox`, which are read once. The link inside the
 * element stays until the frame has something to show, and for good without scripts. It touches nothing else of the page
 * and needs no inline style. It has to be a plain script: the address of the frame is found from its own.
 */
(() => {
  const NAME = "gpt-image-cost";
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement) || customElements.get(NAME)) return;
  const home = new URL("embed/", script.src);
  const system = matchMedia("(prefers-color-scheme: dark)");

  /** How light a computed colour is, 0 to 1, in whatever notation; none where it is more or less see-through. @param {string} colour */
  const lightness = (colour) => {
    const [a = 1, b = a, c = a, alpha = 1] = (colour.match(/(?<![\w-])-?[\d.]+(e-\d+)?/g) ?? []).map(Number);
    if (alpha < 0.5) return;
    if (/^(ok)?l/.test(colour)) return colour[0] === "l" ? a / 100 : a;
    return (0.299 * a + 0.587 * b + 0.114 * c) / (colour[0] === "r" ? 255 : 1);
  };

  /** A height in pixels, within reason. @param {number} height */
  const pixels = (height) => `${Math.min(Math.max(height, 100), 1e4)}px`;

  class GptImageCost extends HTMLElement {
    static observedAttributes = ["scenario", "rates", "theme", "view", "title"];

    // All of it private: Vue and React would take a property of an attribute's name for the attribute.
    #frame = document.createElement("iframe");
    #link = document.createElement("slot");
    #watch = new MutationObserver(() => this.#dress());
    #isShown = false;
    #isReady = false;
    /** The link that the frame was last asked to open. */
    #asked = "";
    /** The same, until the frame shows that it has it: one that is just loaded anew has not. @type {string | undefined} */
    #sent;
    /** What the reader has made of it, as the frame told. @type {string | undefined} */
    #told;
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
      this.#name();
      this.#go();
      const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [style];
      root.replaceChildren(this.#link, frame);
      for (const at of [document.documentElement, document.body]) if (at) this.#watch.observe(at, { attributes: true });
      system.addEventListener("change", this);
      document.addEventListener("transitionend", this);
      addEventListener("load", this);
      addEventListener("message", this);
    }

    disconnectedCallback() {
      this.#watch.disconnect();
      system.removeEventListener("change", this);
      document.removeEventListener("transitionend", this);
      removeEventListener("load", this);
      removeEventListener("message", this);
    }

    /** @param {string} name @param {string | null} before @param {string | null} now */
    attributeChangedCallback(name, before, now) {
      if (!this.shadowRoot || before === now) return;
      if (name === "title") this.#name();
      else if (name === "theme") this.#dress();
      else if (name === "view") this.#go();
      else if (name === "scenario" && now === this.#told) this.#asked = this.#fragment();
      else {
        this.#told = undefined;
        this.#ask();
      }
    }

    #name() {
      this.#frame.title = this.title || "GPT Image 2 cost calculator";
    }

    /** Loads the frame anew, without a step in the history of the page. */
    #go() {
      const view = encodeURIComponent(this.getAttribute("view") ?? "calculator");
      this.#isReady = false;
      this.#theme = this.#look();
      this.#asked = this.#fragment();
      this.#sent = undefined;
      const address = `${home}#${this.#told ?? this.#asked}&view=${view}&theme=${this.#theme}`;
      if (this.#isShown) this.#frame.contentWindow?.location.replace(address);
      else this.#frame.src = address;
    }

    /** The scenario's link, with the rates that the page wants. */
    #fragment() {
      let link = (this.getAttribute("scenario") ?? "").replace(/^.*#/, "");
      // Links are repaired by the calculator; here so far that their keys are found.
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

    /** The colours wanted: those asked for, or the page's own: as it declares them, or as its background or its text shows. */
    #look() {
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

    /** Follows the colours; a frame that is shown can listen. */
    #dress() {
      const theme = this.#look();
      if (theme === this.#theme) return;
      this.#theme = theme;
      if (this.#isShown) this.#set({ theme });
    }

    /** Has the frame open the scenario; one that is not ready is asked when it is. */
    #ask() {
      const fragment = this.#fragment();
      if (!this.#isReady || fragment === this.#asked) return;
      this.#asked = this.#sent = fragment;
      this.#set({ fragment });
    }

    /** @param {{ theme?: string, fragment?: string }} part */
    #set(part) {
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
      if (!(event instanceof MessageEvent)) return this.#dress();
      const { data, origin, source } = event;
      if (source !== this.#frame.contentWindow || origin !== this.#origin() || data?.[NAME] !== 1) return;
      const { type, height, fragment } = data;
      if (type === "scenario") {
        this.#told = fragment;
        this.#sent = undefined;
      }
      if (type !== "ready" && type !== "resize") return;
      if (typeof height === "number" && height > 0) this.#frame.style.height = pixels(height);
      if (!this.#isShown || type === "ready") {
        this.#isShown = true;
        this.#frame.style.visibility = "";
        if (this.contains(document.activeElement)) this.#frame.focus();
        this.#link.remove();
        this.#theme = this.#look();
        this.#set({ theme: this.#theme });
      }
      if (type === "ready") {
        this.#isReady = true;
        if (this.#sent !== undefined) this.#set({ fragment: this.#sent });
        else this.#ask();
      }
    }
  }

  customElements.define(NAME, GptImageCost);
})();
