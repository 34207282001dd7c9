/** Prints the size of every file in `dist/` raw, gzip and brotli, and fails where the site has outgrown a budget. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const DIST = new URL("../dist/", import.meta.url);
const BEST = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
const KB = 1024;

const BUDGETS = [
  { what: "the program: wasm and glue", files: /^gpt-image-cost.*\.(wasm|js)$/, size: "brotli", most: 262 * KB },
  {
    what: "the worker that reads usage logs: wasm and script",
    files: /^usage-worker.*\.(wasm|js)$/,
    size: "brotli",
    most: 232 * KB,
  },
  { what: "the page with its styles and scripts", files: /^index\.html$/, size: "gzip", most: 60 * KB },
  { what: "the embed with its styles and scripts", files: /^embed\/index\.html$/, size: "gzip", most: 30 * KB },
  { what: "what an embed costs the page around it at once", files: /^embed\.js$/, size: "gzip", most: 2 * KB },
  { what: "the typeface", files: /\.woff2$/, size: "raw", most: 35 * KB },
];
const MOST_ELEMENTS = 2000;

const files = readdirSync(DIST, { recursive: true })
  .filter((name) => statSync(new URL(name, DIST)).isFile())
  .sort()
  .map((name) => {
    const bytes = readFileSync(new URL(name, DIST));
    const gzip = gzipSync(bytes, { level: 9 }).length;
    return { name, raw: bytes.length, gzip, brotli: brotliCompressSync(bytes, BEST).length };
  });

const shown = (number) => number.toLocaleString("en");
const row = (...cells) => cells.map((cell) => cell.padStart(10)).join("");
console.log(row("raw", "gzip", "brotli"));
for (const { name, raw, gzip, brotli } of files) console.log(`${row(...[raw, gzip, brotli].map(shown))}  ${name}`);

const check = (what, is, most, unit) => {
  const isOver = is === 0 || is > most;
  console.log(`${what}: ${shown(is)} of at most ${shown(most)} ${unit}${isOver ? "  - OVER" : ""}`);
  if (isOver) process.exitCode = 1;
};

for (const { what, files: pattern, size, most } of BUDGETS) {
  const sum = files.filter(({ name }) => pattern.test(name)).reduce((total, file) => total + file[size], 0);
  check(what, sum, most, `bytes ${size}`);
}

// In what the prerenderer writes, `<` and a letter begin an element wherever no script, style or comment stands.
const page = readFileSync(new URL("index.html", DIST), "utf8");
const markup = page.replace(/<(script|style)[^>]*>.*?<\/\1>|<!--.*?-->/gs, (_, name) => (name ? `<${name}>` : ""));
check("elements of the page as delivered", markup.match(/<[a-z]/gi)?.length ?? 0, MOST_ELEMENTS, "elements");
