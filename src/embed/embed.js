// @ts-check
/**
 * `<gpt-image-cost>`: the calculator on somebody else's page, in a frame. Attributes: `scenario`, `view`, `theme`,
 * `rates`, `height`, `loading`, `title`, `sandbox`. The link inside the element stays until the frame has something to
 * show, and for good without scripts. It touches nothing else of the page and needs no inline style.
 */
(() => {
  const NAME = "gpt-image-cost";
  const script = document.currentScript ?? document.querySelector('script[src*="embed.js"]');
  if (!(script instanceof HTMLScriptElement) || customElements.get(NAME)) return;
  const home = new URL("embed/", script.src);
  const system = matchMedia("(prefers-color-scheme: dark)");

  /** How light a computed colour is, 0 to 1, whatever notation it is in; none where it is see-through. @param {string} colour */
  const lightness = (colour) => {
    const [a = 1, b = a, c = a, alpha = 1] = (colour.match(/(?<![\w-])-?[\d.]+(e-\d+)?/g) ?? []).map(Number);
    if (!alpha) return;
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
    #isReady = false;
    /** @type {{ theme?: string, fragment?: string }} What the frame is to be told once it listens. */
    #queue = {};
    #theme = "";

    connectedCallback() {
      const [frame, link] = [this.#frame, this.#link];
      const box = document.createElement("div");
      box.style.display = "grid";
      link.style.cssText = "display:block;grid-area:1/1";
      frame.style.cssText =
        "grid-area:1/1;width:100%;border:0;border-radius:8px;outline:1px solid #8886;outline-offset:-1px;visibility:hidden";
      frame.style.height = pixels(Number(this.getAttribute("height")) || 600);
      // Before `src`, or it would come too late.
      frame.setAttribute("loading", this.getAttribute("loading") ?? "lazy");
      const sandbox = this.getAttribute("sandbox");
      if (sandbox !== null) frame.setAttribute("sandbox", sandbox);
      this.#name();
      this.#go();
      box.append(link, frame);
      (this.shadowRoot ?? this.attachShadow({ mode: "open" })).replaceChildren(box);
      for (const root of [document.documentElement, document.body]) this.#watch.observe(root, { attributes: true });
      system.addEventListener("change", this);
      document.addEventListener("transitionend", this);
      addEventListener("message", this);
    }

    disconnectedCallback() {
      this.#watch.disconnect();
      system.removeEventListener("change", this);
      document.removeEventListener("transitionend", this);
      removeEventListener("message", this);
    }

    /** @param {string} name @param {string | null} before @param {string | null} now */
    attributeChangedCallback(name, before, now) {
      if (!this.shadowRoot || before === now) return;
      if (name === "title") this.#name();
      else if (name === "theme") this.#dress();
      else if (name === "view") this.#go();
      else this.#set({ fragment: this.#fragment() });
    }

    #name() {
      this.#frame.title = this.title || "GPT Image 2 cost calculator";
    }

    /** Loads the frame anew. */
    #go() {
      const view = encodeURIComponent(this.getAttribute("view") ?? "calculator");
      this.#isReady = false;
      this.#theme = this.#look();
      this.#frame.src = `${home}#${this.#fragment()}&view=${view}&theme=${this.#theme}`;
    }

    /** The scenario's link, with the rates that the page wants. */
    #fragment() {
      const keys = (this.getAttribute("scenario") ?? "").replace(/^#/, "");
      const rates = this.getAttribute("rates");
      if (!rates) return keys;
      const day = encodeURIComponent(rates);
      const others = keys.split("&").filter((key) => key && !key.startsWith("rates="));
      if (rates === "latest") return others.filter((key) => !/^[bcd]\.rates=/.test(key)).join("&");
      return [`rates=${day}`, ...others].join("&").replace(/(&[bcd]\.rates=)[^&]*/g, `$1${day}`);
    }

    /** The colours wanted: those asked for, or the page's own: as it declares them, or as its background shows. */
    #look() {
      const wanted = this.getAttribute("theme");
      if (wanted === "light" || wanted === "dark") return wanted;
      const scheme = getComputedStyle(this).colorScheme ?? "";
      let dark = /dark/.test(scheme);
      if (dark && /light/.test(scheme)) dark = system.matches;
      else if (!dark && !/light/.test(scheme)) {
        const [body, root] = [document.body, document.documentElement].map((e) =>
          lightness(getComputedStyle(e).backgroundColor),
        );
        dark = (body ?? root ?? 1) < 0.5;
      }
      return dark ? "dark" : "light";
    }

    #dress() {
      const theme = this.#look();
      if (theme === this.#theme) return;
      this.#theme = theme;
      this.#set({ theme });
    }

    /** @param {{ theme?: string, fragment?: string }} part */
    #set(part) {
      Object.assign(this.#queue, part);
      if (!this.#isReady) return;
      this.#frame.contentWindow?.postMessage(
        { [NAME]: 1, type: "set", ...this.#queue },
        this.#origin() === "null" ? "*" : home.origin,
      );
      this.#queue = {};
    }

    /** The frame's origin: none of its own where it is sandboxed so. */
    #origin() {
      const frame = this.#frame;
      const opaque = frame.hasAttribute("sandbox")
        ? !frame.sandbox.contains("allow-same-origin")
        : self.origin === "null";
      return opaque ? "null" : home.origin;
    }

    /** @param {Event} event */
    handleEvent(event) {
      if (!(event instanceof MessageEvent)) return this.#dress();
      const { data, origin, source } = event;
      if (source !== this.#frame.contentWindow || origin !== this.#origin() || data?.[NAME] !== 1) return;
      const { type, height } = data;
      if (type !== "ready" && type !== "resize") return;
      if (typeof height === "number" && height > 0) this.#frame.style.height = pixels(height);
      this.#frame.style.visibility = "";
      this.#link.remove();
      if (type === "ready") {
        this.#isReady = true;
        this.#set({ theme: this.#theme });
      }
    }
  }

  customElements.define(NAME, GptImageCost);
})();
