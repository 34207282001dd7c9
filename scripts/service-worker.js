// @ts-check
/**
 * Keeps a copy of the site, so that it works without a network after one visit.
 *
 * - One build is one cache, filled as a whole. Every file is held to the hash that the build gave it, when it is fetched and
 *   whenever it is used, so no file of another build, and no damaged one, is ever given for it.
 * - The documents and the data come from the network where there is one, because they state the rates; without it a stored
 *   document says that it is a copy, and how old. What they load comes from the cache.
 * - A new build waits until the last tab of the old one is closed. Until then a tab finds the files it was opened with.
 *
 * The prerenderer fills in BUILD and FILES. A build that is not to work offline leaves them empty: then this worker deletes what
 * an earlier one has stored, and itself.
 */
{
  const BUILD = "";
  /** The hashes of the files by their paths; a document's path ends with its folder. @type {Record<string, string>} */
  const FILES = {};
  /** How long a document waits for the network before the stored one is given, in milliseconds. */
  const LONGEST_WAIT = 4000;
  const DAY = 24 * 60 * 60 * 1000;

  const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
  const home = worker.registration.scope;
  /** The origin may hold the site more than once, in different folders. */
  const CACHES = `gpt-image-cost ${new URL(home).pathname} `;
  const CACHE = CACHES + BUILD;

  /** Fetches a file of this build and stores it; a file of another build is refused. @param {string} path */
  const fetchAndStore = async (path) => {
    const address = home + path;
    const response = await fetch(address, { cache: "no-cache", integrity: FILES[path] ?? "" });
    const cache = await caches.open(CACHE);
    await cache.put(address, response.clone());
    return response;
  };

  /** A stored file of this build, unless it is missing or damaged. @param {string} path */
  const stored = async (path) => {
    const cache = await caches.open(CACHE);
    const response = await cache.match(home + path, { ignoreVary: true });
    if (!response) return undefined;
    const body = await response.arrayBuffer();
    const hash = String.fromCharCode(...new Uint8Array(await crypto.subtle.digest("SHA-256", body)));
    return `sha256-${btoa(hash)}` === FILES[path] ? new Response(body, response) : undefined;
  };

  /** A file of this build; one that is missing or damaged is fetched again. @param {string} path */
  const available = async (path) => (await stored(path)) ?? (await fetchAndStore(path));

  /** How old a stored document is, by the date that the server gave it. @param {Response} response */
  const age = (response) => {
    const saved = Date.parse(response.headers.get("date") ?? "");
    if (Number.isNaN(saved)) return "";
    const days = Math.floor((Date.now() - saved) / DAY);
    const ago = days === 0 ? "today" : days === 1 ? "1 day ago" : `${days.toLocaleString("en")} days ago`;
    return `, saved on ${new Date(saved).toISOString().slice(0, 10)}${days >= 0 ? `, ${ago}` : ""}`;
  };

  /** A document: that of the network, or the stored one, which says so. @param {FetchEvent} event @param {string} path */
  const page = async (event, path) => {
    // Never what the browser's own cache takes for fresh.
    const fetched = fetch(event.request, { cache: "no-cache" });
    const late = new Promise((_, refuse) => setTimeout(refuse, LONGEST_WAIT));
    try {
      const response = /** @type {Response} */ (await Promise.race([fetched, late]));
      if (response.status < 500) {
        event.waitUntil(available(path).catch(() => {}));
        return response;
      }
    } catch {}
    const copy = await stored(path).catch(() => undefined);
    if (!copy) return fetched;
    const html = await copy.text();
    const marked = html.replace("<html", "<html data-offline").replace("Offline copy", `Offline copy${age(copy)}`);
    return new Response(marked, copy);
  };

  /** Data: that of the network, or the stored. @param {Request} request @param {string} path */
  const latest = (request, path) =>
    fetch(request, { cache: "no-cache" }).catch(async () => (await stored(path)) ?? Response.error());

  worker.addEventListener("install", (event) => {
    event.waitUntil(BUILD ? Promise.all(Object.keys(FILES).map(fetchAndStore)) : worker.skipWaiting());
  });

  worker.addEventListener("activate", (event) => {
    const activate = async () => {
      const names = (await caches.keys()).filter((name) => name.startsWith(CACHES) && name !== CACHE);
      await Promise.all(names.map((name) => caches.delete(name)));
      // The page of the first visit, too, finds what it has not loaded yet.
      await (BUILD ? worker.clients.claim() : worker.registration.unregister());
    };
    event.waitUntil(activate());
  });

  worker.addEventListener("fetch", (event) => {
    const { request } = event;
    const [address = ""] = request.url.split(/[?#]/);
    const path = address.startsWith(home) ? address.slice(home.length).replace(/(?<=^|\/)index\.html$/, "") : undefined;
    if (request.method !== "GET" || path === undefined || !Object.hasOwn(FILES, path)) return;
    if (/(^|\/)$/.test(path)) event.respondWith(page(event, path));
    else if (/\.(json|txt)$/.test(path)) event.respondWith(latest(request, path));
    else event.respondWith(available(path).catch(() => fetch(request)));
  });
}
