// @ts-check
/**
 * Starts the worker that reads usage logs; it follows the worker's glue in one file. Messages of the page wait until the
 * wasm is there, in their order. The prerenderer puts the name of the wasm in the place of WASM_NAME.
 */
{
  const scope = /** @type {any} */ (globalThis);
  // @ts-expect-error: the glue before it declares it
  const program = /** @type {any} */ (wasm_bindgen);
  const started = program({ module_or_path: "WASM_NAME" });
  started.catch((/** @type {unknown} */ error) => {
    console.error(error);
    scope.postMessage({ kind: "failed" });
  });
  scope.onmessage = (/** @type {MessageEvent} */ event) => {
    started.then(
      () => program.receive(event.data),
      () => {},
    );
  };
}
