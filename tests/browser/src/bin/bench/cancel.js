// Cancels `DELAY` ms after the page has first said how far it is, and gives what followed.
const done = arguments[0];
const panel = document.getElementById("usage");
const cancel = () => {
  const start = performance.now();
  new MutationObserver((_, observer) => {
    if (panel.dataset.state === "reading") return;
    observer.disconnect();
    const value = (id) => Number(document.getElementById(id).value);
    const counted = ["priced", "unpriced", "rejected"].reduce((sum, id) => sum + value(`usage-${id}`), 0);
    done({ ms: performance.now() - start, state: panel.dataset.state, seen: value("usage-seen"), counted });
  }).observe(panel, { attributeFilter: ["data-state"] });
  document.getElementById("usage-cancel").click();
};
const wait = () => {
  if (document.getElementById("usage-progress")) setTimeout(cancel, DELAY); else setTimeout(wait, 5);
};
wait();
