/**
 * How fast page and embed are on a phone, against budgets:
 *
 * 1. Lighthouse with its mobile defaults (a simulated slow network), three times each; the medians count.
 * 2. In real time with an emulated slow 4G network and a four times slower processor.
 *
 * `node run.mjs FOLDER`: FOLDER holds the `node_modules` that package-lock.json pins (`.ci/tools lighthouse` installs it).
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { serve } from "./serve.mjs";

const RUNS = 3;
const PAGES = { page: "/", embed: "/embed/" };
const CHROMIUM = process.env.CHROME_PATH ?? "/usr/bin/chromium";
const CHROMIUM_FLAGS = [
  "--headless",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

const score = (category) => (report) => report.categories[category].score * 100;
const number = (audit) => (report) => report.audits[audit].numericValue;
const seconds = (audit) => (report) => report.audits[audit].numericValue / 1000;

/** What is measured, and what it must not fall below or exceed. An embed is for frames: no search engine is to find it. */
const LIGHTHOUSE = [
  { name: "performance", of: score("performance"), least: 100 },
  { name: "accessibility", of: score("accessibility"), least: 100 },
  { name: "best practices", of: score("best-practices"), least: 100 },
  { name: "SEO", of: score("seo"), least: 100, only: "page" },
  { name: "first paint, s", of: seconds("first-contentful-paint") },
  { name: "largest paint, s", of: seconds("largest-contentful-paint"), most: 1.0 },
  { name: "interactive, s", of: seconds("interactive"), most: 1.2 },
  { name: "blocking, ms", of: number("total-blocking-time"), most: 50 },
  { name: "layout shift", of: number("cumulative-layout-shift"), most: 0 },
];
const REAL_TIME = [
  { name: "first paint, s", of: (times) => times.firstPaint, most: 0.6 },
  { name: "largest paint, s", of: (times) => times.largestPaint, most: 0.6 },
  { name: "answers, s", of: (times) => times.ready, most: 1.8 },
];

/** 1.6 Mbit/s and 150 ms for a round trip. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
const SLOWER = 4;
const PHONE = { width: 412, height: 823, deviceScaleFactor: 1.75, mobile: true };

const folder = resolve(process.argv[2] ?? ".");
const load = (file) => import(pathToFileURL(join(folder, "node_modules", file)).href);
const { default: lighthouse } = await load("lighthouse/core/index.js");
const { launch } = await load("chrome-launcher/dist/index.js");
const { default: puppeteer } = await load("puppeteer-core/lib/esm/puppeteer/puppeteer-core.js");

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Runs something with a fresh Chromium and an empty profile. */
const withChromium = async (run) => {
  const profile = mkdtempSync(join(tmpdir(), "lighthouse-"));
  const chromium = await launch({ chromePath: CHROMIUM, chromeFlags: CHROMIUM_FLAGS, userDataDir: profile });
  try {
    return await run(chromium.port);
  } finally {
    chromium.kill();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
};

const lighthouseReport = (address) =>
  withChromium(async (port) => (await lighthouse(address, { port, logLevel: "error", output: "json" })).lhr);

/** Seconds from the start of the navigation, as the page itself sees them. */
const realTimes = (address) =>
  withChromium(async (port) => {
    const browser = await puppeteer.connect({ browserURL: `http://127.0.0.1:${port}`, defaultViewport: null });
    const page = await browser.newPage();
    const devtools = await page.createCDPSession();
    await devtools.send("Emulation.setDeviceMetricsOverride", PHONE);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    await devtools.send("Network.enable");
    await devtools.send("Network.emulateNetworkConditions", SLOW_4G);
    await page.evaluateOnNewDocument(() => {
      self.largest = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) self.largest = entry.startTime;
      }).observe({ type: "largest-contentful-paint", buffered: true });
      new MutationObserver(() => {
        if ("ready" in document.documentElement.dataset) self.readyAt ??= performance.now();
      }).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-ready"] });
    });
    await page.goto(address, { waitUntil: "domcontentloaded" });
    await page.waitForFunction(() => self.readyAt !== undefined, { timeout: 30_000 });
    const times = await page.evaluate(() => ({
      firstPaint: performance.getEntriesByName("first-contentful-paint")[0].startTime / 1000,
      largestPaint: self.largest / 1000,
      ready: self.readyAt / 1000,
    }));
    await browser.disconnect();
    return times;
  });

/** Prints the median of each measure; true where all hold. */
const report = (title, measures, results) => {
  console.log(`\n${title}, median of ${results.length}`);
  const held = measures.map(({ name, of, least, most }) => {
    const value = median(results.map(of));
    const holds = (least === undefined || value >= least) && (most === undefined || value <= most + 1e-9);
    const budget = least !== undefined ? `at least ${least}` : most !== undefined ? `at most ${most}` : "";
    console.log(`${name.padEnd(18)}${value.toFixed(2).padStart(8)}   ${budget}${holds ? "" : "  - MISSED"}`);
    return holds;
  });
  return held.every(Boolean);
};

const repeat = async (measure, address) => {
  const results = [];
  while (results.length < RUNS) results.push(await measure(address));
  return results;
};

const site = await serve();
let holds = true;
for (const [name, path] of Object.entries(PAGES)) {
  const address = site.origin + path;
  const measures = LIGHTHOUSE.filter(({ only }) => only === undefined || only === name);
  holds = report(`${name}: Lighthouse, mobile`, measures, await repeat(lighthouseReport, address)) && holds;
  holds = report(`${name}: slow 4G in real time`, REAL_TIME, await repeat(realTimes, address)) && holds;
}
site.stop();
process.exit(holds ? 0 : 1);
