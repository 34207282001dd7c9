// Runs in the page, with its worker not yet started. `window.measured` is there when the bill is.
const tasks = [];
new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask" });
let memory = 0;
const Started = window.Worker;
window.Worker = class extends Started {
  constructor(...address) {
    super(...address);
    this.addEventListener("message", ({ data }) => { memory = Math.max(memory, data.memory ?? 0) });
  }
};
const panel = document.getElementById("usage");
let start;
addEventListener("change", ({ target }) => { if (target.type === "file") start = performance.now() }, true);
new MutationObserver(() => {
  if (panel.dataset.state !== "done" || start === undefined) return;
  const ms = performance.now() - start;
  // A long task is reported after it.
  setTimeout(() => {
    const value = (id) => document.getElementById(id).value;
    window.measured = { ms, tasks, total: value("usage-total"), records: Number(value("usage-seen")), memory };
  }, 200);
}).observe(panel, { attributeFilter: ["data-state"] });
