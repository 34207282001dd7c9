/** Serves `dist/` as a static host does: with the right types, compressed with brotli, on a free port of this machine. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync } from "node:zlib";

const DIST = process.env.DIST ? pathToFileURL(`${process.env.DIST}/`) : new URL("../../dist/", import.meta.url);

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};
/** Compressed already. */
const PACKED = [".png", ".woff2"];

/** The file's answer, kept so that each is compressed once. */
const answers = new Map();

const answer = async (path) => {
  if (!answers.has(path)) {
    const bytes = await readFile(new URL(`.${path}`, DIST));
    const isPacked = PACKED.includes(extname(path));
    const headers = {
      "content-type": TYPES[extname(path)] ?? "application/octet-stream",
      "cache-control": "max-age=600",
    };
    if (!isPacked) headers["content-encoding"] = "br";
    answers.set(path, { headers, body: isPacked ? bytes : brotliCompressSync(bytes) });
  }
  return answers.get(path);
};

/** Starts the server; gives its origin and how to stop it. */
export const serve = async () => {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://localhost").pathname.replace(/\/$/, "/index.html");
    try {
      const { headers, body } = await answer(path);
      response.writeHead(200, headers).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { origin: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
};
