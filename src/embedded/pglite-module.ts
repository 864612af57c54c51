import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pgliteFolder } from './pglite-package.ts'

/** A compiled WASM program: of its type TypeScript knows only together with the DOM. */
export type PgliteModule = object

const { WebAssembly } = globalThis as unknown as {
  readonly WebAssembly: { compile(bytes: Uint8Array): Promise<PgliteModule> }
}

let compiled: Promise<PgliteModule> | undefined

/**
 * PGlite's program, compiled once for all threads of the process: later ones start with what the
 * first ones compiled and optimised.
 */
export function pgliteModule(): Promise<PgliteModule> {
  return (compiled ??= compile())
}

async function compile(): Promise<PgliteModule> {
  return WebAssembly.compile(await readFile(join(pgliteFolder(), 'pglite.wasm')))
}
