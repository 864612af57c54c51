import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

/** Every module that is loaded with a file, and none that is imported later. */
async function loadedWith(file: string, seen = new Set<string>()): Promise<ReadonlySet<string>> {
  const source = await readFile(file, 'utf8')
  for (const [, name = ''] of source.matchAll(
    /^(?:import|export)(?! type\b)[^;]*? from '([^']+)'/gm,
  )) {
    const path = name.startsWith('.') ? resolve(file, '..', name) : name
    if (seen.has(path)) continue
    seen.add(path)
    if (name.startsWith('.')) await loadedWith(path, seen)
  }
  return seen
}

test('importing it loads neither PGlite nor pg', async () => {
  const loaded = [...(await loadedWith(resolve(import.meta.dirname, 'open-embedded.ts')))]
  expect(loaded.some((name) => name.endsWith('worker-link.ts'))).toBe(true)
  expect(loaded.filter((name) => !name.startsWith('node:') && !name.endsWith('.ts'))).toEqual([])
})
