// @ts-check
/**
 * The embed's part for standing in a frame: what it shows and in which colours, its height and the reader's scenario told
 * to the page around it, and what that page sets. What a scenario means is the wasm's to say; the two share the address
 * and `<html data-link>`. It stands inline in the head of the embed and runs before anything is painted.
 */
{
  const NAME = "gpt-image-cost";
  const VIEWS = ["calculator", "rates", "both"];
  /** More than this of a link is refused unread. */
  const MOST_READ = 64 * 1024;
  /** Browsers stop a page that goes to many addresses a second, in milliseconds between two. */
  const PACE = 100;
  /** How long a reader has to pause before what is set is opened over what is being typed, in milliseconds. */
  const PAUSE = 1000;
  const root = document.documentElement;
  const isFramed = parent !== self;

  /** The day the rates are pinned to. @type {string | undefined} */
  let pinned;
  /** The height last told, in CSS pixels. */
  let height = 0;
  /** The link last told or opened. @type {string | undefined} */
  let link;
  /** When the reader last touched anything, in milliseconds of this page's life; 0 where not since a link was opened. */
  let touched = 0;
  /** The link to open next. @type {string | undefined} */
  let next;

  /** @param {string} type @param {object} more */
  const tell = (type, more) => {
    if (isFramed) parent.postMessage({ [NAME]: 1, type, ...more }, "*");
  };

  /** @param {unknown} theme */
  const dress = (theme) => {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else if (theme === "auto") delete root.dataset.theme;
  };

  /** The keys of a link, repaired so far that they are found; the calculator does it thoroughly. @param {string} fragment */
  const keysOf = (fragment) => {
    let keys = fragment;
    try {
      if (!keys.includes("=")) keys = decodeURIComponent(keys);
    } catch {}
    return keys.split(/&(?:amp;)*/);
  };

  /** Reads the address. `view` and `theme` move to its query: the calculator writes the fragment, and without them. */
  const read = () => {
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
      dress(query.get("theme"));
    }
    const rates = others.find((key) => key.startsWith("rates="))?.slice("rates=".length);
    if (!rest) pinned = query.get("rates") ?? undefined;
    else if (rest.includes("=")) pinned = rates;
    const view = query.get("view") ?? "";
    root.dataset.view = VIEWS.includes(view) ? view : "calculator";
  };

  const measure = () => {
    // A frame that is not shown has no width, and no height worth telling.
    if (!innerWidth) return;
    const now = Math.ceil(root.getBoundingClientRect().height);
    if (now === height) return;
    height = now;
    tell("resize", { height });
  };

  /** Follows the calculator: whether it is ready, and its link. */
  const follow = () => {
    const now = root.dataset.link ?? location.hash.slice(1);
    const full = document.getElementById("full");
    if (full instanceof HTMLAnchorElement) {
      // A folder on disk shows no page.
      full.href = `../${location.protocol === "file:" ? "index.html" : ""}#${now}`;
      // A sandboxed frame may not open a tab, so that its link has to be read.
      const address = document.getElementById("full-address");
      if (address && self.origin === "null") address.textContent = full.href;
    }
    const note = document.getElementById("pinned");
    if (note) {
      // Only what the calculator has taken: without it the rates shown are the latest.
      note.hidden = !pinned || !root.dataset.link?.split("&").includes(`rates=${pinned}`);
      note.getElementsByTagName("b")[0]?.replaceChildren(pinned ?? "");
    }
    if (!("ready" in root.dataset)) return;
    if (link === undefined) {
      measure();
      tell("ready", { height });
    }
    if (touched && now !== link) tell("scenario", { fragment: now });
    link = now;
  };

  /**
   * Opens what the page around this has set, at once: were it gone to, the calculator could write its own address before
   * the browser says that it went, and what was set would be lost.
   */
  const open = () => {
    if (touched && performance.now() - touched < PAUSE) {
      setTimeout(open, PACE);
      return;
    }
    // Nothing at all is the example; the calculator takes an address without a fragment for a part of the page.
    const fragment = `#${next || "v=1"}`;
    // A page that sends back what it was told must not take away how it was typed.
    const isKnown = next === link;
    next = undefined;
    try {
      history.replaceState(null, "", fragment);
    } catch {
      location.replace(fragment);
    }
    if (isKnown) {
      read();
      follow();
    } else {
      touched = 0;
      dispatchEvent(new HashChangeEvent("hashchange"));
    }
  };

  dress(new URLSearchParams(location.search).get("theme"));
  read();
  addEventListener("hashchange", () => {
    read();
    follow();
  });
  const touch = () => {
    touched = performance.now();
  };
  for (const type of ["keydown", "input", "change", "click"]) addEventListener(type, touch, true);
  new MutationObserver(follow).observe(root, { attributeFilter: ["data-ready", "data-link"] });
  addEventListener("DOMContentLoaded", () => {
    follow();
    // At once, because a frame that is still hidden may observe nothing.
    measure();
    new ResizeObserver(measure).observe(root);
  });
  addEventListener("message", ({ source, data }) => {
    if (!isFramed || source !== parent || data?.[NAME] !== 1 || data.type !== "set") return;
    dress(data.theme);
    if (typeof data.fragment !== "string") return;
    if (next === undefined) setTimeout(open, PACE);
    next = data.fragment.replace(/^#/, "").slice(0, MOST_READ + 1);
  });
}
