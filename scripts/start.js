// @ts-check
/**
 * Starts the app in page and embed, and bridges the time until it is ready.
 *
 * - The program (wasm and its glue) is asked for once the first screen is painted, so that it never delays it.
 * - A plain click on a link that the app handles (a preset, a cell of the cost map) is remembered and repeated when the app
 *   is ready, after the opened address and what was typed. Links to sections work without the app.
 * - The app is hydrated part by part. Until all of it is, no event reaches it: it could change what is not hydrated yet.
 *   What is typed and chosen meanwhile stays in its controls, where the app finds it. If the wasm fails halfway, it stays so:
 *   the parts that were taken over would show figures that the others do not follow.
 * - Elements that an extension has added or removed would shift what the app attaches to: the delivered ones are put back.
 * - The typeface comes last, and after it the copy for when there is no network (`service-worker.js`).
 *
 * `html[data-ready]` is set by the app; `html[data-failed]` here, where it cannot start. The addresses of the program's
 * files stand in `data-…` of this script.
 */
{
  const { glue = "", wasm = "", integrity = "", font = "", serviceWorker } = document.currentScript?.dataset ?? {};
  const root = document.documentElement;
  const EARLY_LINKS = "#app :is(a.preset, a.cell)";
  const HELD = ["click", "input", "change", "keydown"];
  const CONTROLS = ":is(input, select, textarea):is([id], [name]), details[id]";
  /** After this many milliseconds the program is asked for in any case: a frame out of sight is never painted. */
  const LONGEST_WAIT = 1000;

  /** The link clicked last, and what it is known by if its element is replaced. @type {{ link: HTMLElement, key: string | null } | undefined} */
  let clicked;

  const parsed = new Promise((done) => addEventListener("DOMContentLoaded", done));

  const ready = new Promise((done) => {
    const observer = new MutationObserver(() => {
      if (!("ready" in root.dataset)) return;
      observer.disconnect();
      done(undefined);
    });
    observer.observe(root, { attributeFilter: ["data-ready"] });
  });

  /** Resolves after the first paint, or at once if the page is hidden. @returns {Promise<unknown>} */
  const painted = () =>
    new Promise((done) => {
      if (document.hidden) return done(undefined);
      requestAnimationFrame(() => setTimeout(done));
      setTimeout(done, LONGEST_WAIT);
    });

  /** A cell is known by its size and quality, because its address follows the scenario. @param {HTMLElement} link */
  const keyOfLink = (link) => {
    const data = JSON.stringify(link.dataset);
    return link.id || (data === "{}" ? link.getAttribute("href") : data);
  };

  /** @param {MouseEvent} event */
  const remember = (event) => {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest(EARLY_LINKS) : null;
    if (!(link instanceof HTMLElement)) return;
    event.preventDefault();
    clicked = { link, key: keyOfLink(link) };
  };

  /** @param {Event} event */
  const hold = (event) => event.stopPropagation();

  const stopWaiting = () => {
    removeEventListener("click", remember, true);
    for (const type of HELD) removeEventListener(type, hold, true);
  };

  const repeatClick = () => {
    if (!clicked) return;
    const { link, key } = clicked;
    const links = [link, ...document.querySelectorAll(EARLY_LINKS)];
    const same = links.find((one) => one instanceof HTMLElement && one.isConnected && keyOfLink(one) === key);
    if (same instanceof HTMLElement) same.click();
  };

  /** Files that were chosen early are read now; so is a prompt that was pasted to be counted, unless its tokens were typed. */
  const repeatEntries = () => {
    for (const field of document.querySelectorAll("#app input[type=file]"))
      if (/** @type {HTMLInputElement} */ (field).value) field.dispatchEvent(new Event("change", { bubbles: true }));
    const tokens = document.getElementById("prompt");
    const prompt = document.getElementById("prompt-text");
    if (!(tokens instanceof HTMLInputElement && prompt instanceof HTMLTextAreaElement)) return;
    if (prompt.value && tokens.value === tokens.defaultValue)
      prompt.dispatchEvent(new Event("input", { bubbles: true }));
  };

  /** Rejects where the wasm fails in a task of its own, as hydration does on elements that it does not expect. */
  const crashed = new Promise((_, reject) => {
    addEventListener("error", ({ error }) => {
      if (error instanceof WebAssembly.RuntimeError) reject(error);
    });
  });

  /** @param {Response} response */
  const compile = async (response) => {
    const isTyped = response.headers.get("content-type")?.startsWith("application/wasm");
    return isTyped ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
  };

  /** @param {HTMLElement} app */
  const isAsDelivered = (app) => String(app.querySelectorAll("*").length) === app.dataset.elements;

  /** What a control is known by in another copy of the page. @param {Element} control */
  const keyOfControl = (control) =>
    JSON.stringify([
      control.tagName,
      control.id,
      control.getAttribute("name"),
      control instanceof HTMLInputElement && /radio|checkbox/.test(control.type) ? control.value : "",
    ]);

  /** Copies what was typed, chosen and opened. @param {Element} from @param {Element} to */
  const copyEntries = (from, to) => {
    const targets = new Map([...to.querySelectorAll(CONTROLS)].map((control) => [keyOfControl(control), control]));
    for (const control of from.querySelectorAll(CONTROLS)) {
      const target = targets.get(keyOfControl(control));
      if (control instanceof HTMLDetailsElement && target instanceof HTMLDetailsElement) target.open = control.open;
      else if (control instanceof HTMLInputElement && target instanceof HTMLInputElement) {
        target.checked = control.checked;
        if (control.type === "file") target.files = control.files;
        else target.value = control.value;
      } else if (control instanceof HTMLSelectElement && target instanceof HTMLSelectElement)
        target.value = control.value;
      else if (control instanceof HTMLTextAreaElement && target instanceof HTMLTextAreaElement)
        target.value = control.value;
    }
    const focused = document.activeElement && targets.get(keyOfControl(document.activeElement));
    return focused instanceof HTMLElement ? focused : undefined;
  };

  /** Puts the delivered elements back where something else has changed them. */
  const restore = async () => {
    const app = document.getElementById("app");
    if (!app || isAsDelivered(app)) return;
    const response = await fetch(location.href);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const delivered = page.getElementById("app");
    const isSameBuild = page.querySelector("script[data-wasm]")?.getAttribute("data-wasm") === wasm;
    if (!delivered || !isSameBuild) throw new Error("The page was changed and cannot be restored");
    const focused = copyEntries(app, delivered);
    app.replaceWith(delivered);
    focused?.focus({ preventScroll: true });
    // Whatever has changed the page may do it again at once.
    await new Promise((done) => setTimeout(done));
    if (!isAsDelivered(delivered)) throw new Error("The page is changed by something else again and again");
  };

  const loadFont = async () => {
    const face = new FontFace("Inter", `url("${font}")`, { weight: "100 900" });
    document.fonts.add(await face.load());
  };

  /** A frame is a guest in somebody else's page and stores nothing. Where the browser refuses, only the copy is missing. */
  const keepCopy = async () => {
    if (!serviceWorker || parent !== self) return;
    await new Promise((done) => (self.requestIdleCallback ?? setTimeout)(done));
    await navigator.serviceWorker?.register(serviceWorker, { updateViaCache: "none" });
  };

  const start = async () => {
    await parsed;
    await painted();
    const program = fetch(wasm, { integrity }).then(compile);
    const [module, compiled] = await Promise.all([import(glue), program]);
    await restore();
    await module.default({ module_or_path: compiled });
    await Promise.race([ready, crashed]);
    stopWaiting();
    repeatEntries();
    repeatClick();
    // Without it the system's typeface stays.
    await loadFont().catch(() => {});
    await keepCopy().catch(() => {});
  };

  /** @param {unknown} reason */
  const fail = async (reason) => {
    console.error(reason);
    root.dataset.failed = "";
    await parsed;
    // Where the app has taken over parts of the page, they stay as they are: the rest could not follow.
    if (reason instanceof WebAssembly.RuntimeError) removeEventListener("click", remember, true);
    else stopWaiting();
    // They lead nowhere without the app.
    for (const link of document.querySelectorAll(EARLY_LINKS)) link.removeAttribute("href");
  };

  addEventListener("click", remember, true);
  for (const type of HELD) addEventListener(type, hold, true);
  start().catch(fail);
}
