// @ts-check
/**
 * The embed's side of standing in a frame: its view and colours, its height and the reader's scenario reported to the page
 * around it, and what that page sets. What a scenario means is the app's business; the two share the address, and the app
 * dispatches `gpt-image-cost:link` on `window`, with its link as `detail`, whenever that changes and once before it sets
 * `html[data-ready]`. This script stands inline in the head of the embed and runs before anything is painted.
 */
{
  const NAME = "gpt-image-cost";
  const VIEWS = ["calculator", "rates", "both"];
  /** The most characters of a link that are read; a longer one is refused unread. */
  const MAX_READ = 64 * 1024;
  /** Milliseconds between two attempts. Browsers stop a page that opens many addresses a second. */
  const INTERVAL = 100;
  /** How long a reader has to pause before a scenario set from outside replaces what is being typed, in milliseconds. */
  const PAUSE = 1000;
  const root = document.documentElement;
  const isFramed = parent !== self;

  /** The date the rates are pinned to. @type {string | undefined} */
  let pinned;
  /** The height last reported, in CSS pixels. */
  let height = 0;
  /** The app's link, as it last announced it. @type {string | undefined} */
  let announced;
  /** The link last reported or opened. @type {string | undefined} */
  let link;
  /** When the reader last touched anything, in milliseconds of this page's life; 0 where not since a link was opened. */
  let touched = 0;
  /** The link to open next. @type {string | undefined} */
  let next;

  /** @param {string} type @param {object} more */
  const post = (type, more) => {
    if (isFramed) parent.postMessage({ [NAME]: 1, type, ...more }, "*");
  };

  /** @param {unknown} theme */
  const applyTheme = (theme) => {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else if (theme === "auto") delete root.dataset.theme;
  };

  /** The keys of a link, repaired so far that they are found; the app does it thoroughly. @param {string} fragment */
  const keysOf = (fragment) => {
    let keys = fragment;
    try {
      if (!keys.includes("=")) keys = decodeURIComponent(keys);
    } catch {}
    return keys.split(/&(?:amp;)*/);
  };

  /** Reads the address. `view` and `theme` move to its query: the app writes the fragment, and without them. */
  const readAddress = () => {
    const query = new URLSearchParams(location.search);
    const keys = keysOf(location.hash.slice(1));
    const others = keys.filter((key) => {
      const [name = "", value = ""] = key.split("=");
      const isOwn = name === "view" || name === "theme";
      if (isOwn) query.set(name, value);
      return !isOwn;
    });
    const rest = others.join("&");
    if (others.length < keys.length) {
      try {
        history.replaceState(null, "", `?${query}#${rest}`);
      } catch {
        // Some browsers refuse after many calls; then the address keeps them.
      }
      applyTheme(query.get("theme"));
    }
    const rates = others.find((key) => key.startsWith("rates="))?.slice("rates=".length);
    if (!rest) pinned = query.get("rates") ?? undefined;
    else if (rest.includes("=")) pinned = rates;
    const view = query.get("view") ?? "";
    root.dataset.view = VIEWS.includes(view) ? view : "calculator";
  };

  const reportHeight = () => {
    // A frame that is not shown has no width, and no height worth reporting.
    if (!innerWidth) return;
    const now = Math.ceil(root.getBoundingClientRect().height);
    if (now === height) return;
    height = now;
    post("resize", { height });
  };

  /** A frame that is still hidden may observe nothing, and browsers give a frame its width when they get to it. */
  const reportFirstHeight = () => {
    reportHeight();
    if (!height) setTimeout(reportFirstHeight, INTERVAL);
  };

  /** Follows the app: whether it is ready, and its link. */
  const followApp = () => {
    const now = announced ?? location.hash.slice(1);
    const full = document.getElementById("full");
    if (full instanceof HTMLAnchorElement) {
      // A folder on disk has no index page.
      full.href = `../${location.protocol === "file:" ? "index.html" : ""}#${now}`;
      // A sandboxed frame may not open a tab, so its address is shown as text.
      const address = document.getElementById("full-address");
      if (address && self.origin === "null") address.textContent = full.href;
    }
    const note = document.getElementById("pinned");
    if (note) {
      // Only what the app has accepted: without the app the rates shown are the latest.
      note.hidden = !pinned || !announced?.split("&").includes(`rates=${pinned}`);
      note.getElementsByTagName("b")[0]?.replaceChildren(pinned ?? "");
    }
    if (!("ready" in root.dataset)) return;
    if (link === undefined) {
      reportHeight();
      post("ready", { height });
    }
    if (touched && now !== link) post("scenario", { fragment: now });
    link = now;
  };

  /**
   * Opens the link that the page around this has set, at once: if it were navigated to, the app could write its own address
   * before the browser reports the change, and what was set would be lost.
   */
  const openNext = () => {
    if (touched && performance.now() - touched < PAUSE) {
      setTimeout(openNext, INTERVAL);
      return;
    }
    // Nothing at all is the example; the app takes an address without a fragment for a section of the page.
    const fragment = `#${next || "v=1"}`;
    // A page that sends back what was reported to it must not change how it was typed.
    const isKnown = next === link;
    next = undefined;
    try {
      history.replaceState(null, "", fragment);
    } catch {
      location.replace(fragment);
    }
    if (isKnown) {
      readAddress();
      followApp();
    } else {
      touched = 0;
      dispatchEvent(new HashChangeEvent("hashchange"));
    }
  };

  applyTheme(new URLSearchParams(location.search).get("theme"));
  readAddress();
  addEventListener("hashchange", () => {
    readAddress();
    followApp();
  });
  const touch = () => {
    touched = performance.now();
  };
  for (const type of ["keydown", "input", "change", "click"]) addEventListener(type, touch, true);
  addEventListener(`${NAME}:link`, (event) => {
    if (!(event instanceof CustomEvent)) return;
    announced = String(event.detail);
    followApp();
  });
  new MutationObserver(followApp).observe(root, { attributeFilter: ["data-ready"] });
  addEventListener("DOMContentLoaded", () => {
    followApp();
    reportFirstHeight();
    new ResizeObserver(reportHeight).observe(root);
  });
  addEventListener("message", ({ source, data }) => {
    if (!isFramed || source !== parent || data?.[NAME] !== 1 || data.type !== "set") return;
    applyTheme(data.theme);
    if (typeof data.fragment !== "string") return;
    if (next === undefined) setTimeout(openNext, INTERVAL);
    next = data.fragment.replace(/^#/, "").slice(0, MAX_READ + 1);
  });
}
