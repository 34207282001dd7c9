// Prints the size of every file in dist/ raw, gzip and brotli, and fails when the page has outgrown its budgets.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const folder = new URL("../dist/", import.meta.url);
const brotliBest = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };

const budgets = [
  { what: "wasm and its glue", pattern: /^gpt-image-cost.*\.(wasm|js)$/, column: "brotli", limit: 100 * 1024 },
  { what: "the scenarios' own wasm and glue", pattern: /^scenarios.*\.(wasm|js)$/, column: "brotli", limit: 90 * 1024 },
  { what: "the page's HTML and CSS", pattern: /^(?!embed).*\.(html|css)$/, column: "gzip", limit: 30 * 1024 },
  { what: "what an embed costs the page around it at once", pattern: /^embed\.js$/, column: "gzip", limit: 2 * 1024 },
  { what: "the embed's own HTML and CSS", pattern: /^embed.*\.(html|css)$/, column: "gzip", limit: 10 * 1024 },
];

const files = readdirSync(folder, { recursive: true })
  .filter((name) => statSync(new URL(name, folder)).isFile())
  .sort()
  .map((name) => {
    const bytes = readFileSync(new URL(name, folder));
    return {
      name,
      raw: bytes.length,
      gzip: gzipSync(bytes, { level: 9 }).length,
      brotli: brotliCompressSync(bytes, brotliBest).length,
    };
  });

const row = (...cells) => cells.map((cell) => cell.toLocaleString("en").padStart(10)).join("");
console.log(row("raw", "gzip", "brotli"));
for (const { name, raw, gzip, brotli } of files) console.log(`${row(raw, gzip, brotli)}  ${name}`);

for (const { what, pattern, column, limit } of budgets) {
  const counted = files.filter(({ name }) => pattern.test(name));
  const sum = counted.reduce((total, file) => total + file[column], 0);
  const over = counted.length === 0 || sum > limit;
  console.log(
    `${what}, ${column}: ${sum.toLocaleString("en")} of ${limit.toLocaleString("en")} bytes${over ? " - OVER" : ""}`,
  );
  if (over) process.exitCode = 1;
}
