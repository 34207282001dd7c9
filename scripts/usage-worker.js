// @ts-check
/**
 * Starts the worker that reads usage logs; it follows the worker's glue in one file. Messages of the page wait until the
 * wasm is there, in their order. The prerenderer puts the name of the wasm and its hash in the places of WASM_NAME and
 * WASM_INTEGRITY.
 */
{
  const scope = /** @type {any} */ (globalThis);
  // @ts-expect-error: the glue before it declares it
  const program = /** @type {any} */ (wasm_bindgen);
  const started = program({ module_or_path: fetch("WASM_NAME", { integrity: "WASM_INTEGRITY" }) });
  const fail = (/** @type {unknown} */ error) => {
    console.error(error);
    scope.postMessage({ kind: "failed" });
  };
  started.catch(fail);
  scope.onmessage = (/** @type {MessageEvent} */ event) => {
    started.then(() => program.receive(event.data)).catch(fail);
  };
}
