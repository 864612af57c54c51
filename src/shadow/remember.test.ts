import { readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scratchFolder } from '../../tests/support/embedded-folders.ts'
import { remember, type Memory } from './remember.ts'

async function emptyMemory(): Promise<Memory> {
  return { folder: await scratchFolder(), build: 'one' }
}

/** Finds something out, and counts how often. */
function counted<Result>(result: Result): { times: number; make: () => Promise<Result> } {
  const found = {
    times: 0,
    make: () => {
      found.times++
      return Promise.resolve(result)
    },
  }
  return found
}

test('what was found out under a key is not found out again', async () => {
  const memory = await emptyMemory()
  const result = { tables: [{ name: 'Straße', columns: [] }], claimed: null }
  const { make } = counted(result)
  await remember({ memory, key: ['a', 'b'], make })
  const again = counted(result)
  expect(await remember({ memory, key: ['a', 'b'], make: again.make })).toEqual(result)
  expect(again.times).toBe(0)
})

test('another key, and another build, find out for themselves', async () => {
  const memory = await emptyMemory()
  await remember({ memory, key: ['a', 'b'], make: counted(1).make })
  const make = (): Promise<number> => Promise.resolve(2)
  expect(await remember({ memory, key: ['ab'], make })).toBe(2)
  expect(await remember({ memory, key: ['a', 'c'], make })).toBe(2)
  const other = { ...memory, build: 'two' }
  expect(await remember({ memory: other, key: ['a', 'b'], make })).toBe(2)
})

test('a result may be null', async () => {
  const memory = await emptyMemory()
  const found = counted(null)
  await remember({ memory, key: ['a'], make: found.make })
  expect(await remember({ memory, key: ['a'], make: found.make })).toBeNull()
  expect(found.times).toBe(1)
})

test('a memory that was damaged is made anew', async () => {
  const memory = await emptyMemory()
  await remember({ memory, key: ['a'], make: counted('first').make })
  const folder = join(memory.folder, 'replays')
  const [file = ''] = await readdir(folder)
  const bytes = await readFile(join(folder, file))
  await truncate(join(folder, file), bytes.length - 5)
  expect(await remember({ memory, key: ['a'], make: counted('second').make })).toBe('second')
  bytes[bytes.length - 6] = (bytes[bytes.length - 6] ?? 0) ^ 1
  await writeFile(join(folder, file), bytes)
  expect(await remember({ memory, key: ['a'], make: counted('third').make })).toBe('third')
})

test('a memory that cannot be written costs nothing but time', async () => {
  const folder = join(await scratchFolder(), 'a-file')
  await writeFile(folder, '')
  const memory = { folder, build: 'one' }
  expect(await remember({ memory, key: ['a'], make: counted(1).make })).toBe(1)
})

test('no more than sixteen are kept', async () => {
  const memory = await emptyMemory()
  for (let at = 0; at < 20; at++) {
    await remember({ memory, key: [String(at)], make: counted(at).make })
  }
  expect(await readdir(join(memory.folder, 'replays'))).toHaveLength(16)
})
