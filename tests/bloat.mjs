/** Prints what each wasm of the page holds, by crate: `node tests/bloat.mjs NAME=FILE…`, each with its names section. */
import { readFileSync } from "node:fs";

const CODE = 10;
const DATA = 11;

/** Reads numbers of WebAssembly's binary format. */
class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }
  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++];
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }
  text() {
    const length = this.number();
    this.at += length;
    return Buffer.from(this.bytes.subarray(this.at - length, this.at)).toString();
  }
}

/** The names of functions by their index, and how many of the first are imported. */
function functionNames(module) {
  const [section] = WebAssembly.Module.customSections(module, "name");
  if (!section) throw new Error("the wasm has no names");
  const reader = new Reader(new Uint8Array(section));
  const names = new Map();
  while (reader.at < section.byteLength) {
    const kind = reader.number();
    const end = reader.number() + reader.at;
    if (kind === 1) {
      for (let left = reader.number(); left > 0; left--) names.set(reader.number(), reader.text());
    }
    reader.at = end;
  }
  const imported = WebAssembly.Module.imports(module).filter(({ kind }) => kind === "function").length;
  return { names, imported };
}

/**
 * `<alloc::vec::Vec<T> as core::ops::Drop>::drop` belongs to alloc, `core::ptr::drop_in_place<tachys::…>` to tachys; some
 * names have a hash after the crate.
 */
function crate(name = "") {
  const ofType = name.replace(/^core(\[\w+\])?::ptr::drop_in_place(::)?</, "");
  return ofType.match(/([a-z_][a-z0-9_]*)(\[\w+\])?::/)?.[1] ?? "(other)";
}

function bytesByCrate(bytes) {
  const { names, imported } = functionNames(new WebAssembly.Module(bytes));
  const sizes = new Map();
  const add = (what, size) => sizes.set(what, (sizes.get(what) ?? 0) + size);
  const reader = new Reader(bytes, 8);
  while (reader.at < bytes.length) {
    const kind = bytes[reader.at++];
    const end = reader.number() + reader.at;
    if (kind === CODE) {
      const functions = reader.number();
      for (let index = imported; index < imported + functions; index++) {
        const start = reader.at;
        const size = reader.number();
        reader.at += size;
        add(crate(names.get(index)), reader.at - start);
      }
    } else if (kind === DATA) {
      add("(data: texts, tables)", end - reader.at);
    } else if (kind !== 0) {
      add("(imports, types, exports, tables)", end - reader.at);
    }
    reader.at = end;
  }
  return sizes;
}

for (const argument of process.argv.slice(2)) {
  const [name, file] = argument.split("=");
  const sizes = [...bytesByCrate(readFileSync(file))].sort((one, other) => other[1] - one[1]);
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  console.log(`\n| ${name} | bytes | share |\n|---|--:|--:|`);
  const row = (what, size) =>
    console.log(`| ${what} | ${size.toLocaleString("en")} | ${((100 * size) / total).toFixed(1)} % |`);
  const isSmall = ([, size]) => size < total / 200;
  for (const [what, size] of sizes.filter((entry) => !isSmall(entry))) row(what, size);
  const small = sizes.filter(isSmall);
  row(
    `${small.length} others, each below 0.5 %`,
    small.reduce((sum, [, size]) => sum + size, 0),
  );
  row("**all of it**", total);
}
