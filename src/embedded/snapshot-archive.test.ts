import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { packArchive, unpackArchive } from './snapshot-archive.ts'

const archives = fc.record({
  folders: fc.array(fc.string()),
  files: fc.array(fc.record({ path: fc.string(), content: fc.uint8Array() })),
})

describe('a packed archive', () => {
  test('is unpacked to what it was', async () => {
    await fc.assert(
      fc.asyncProperty(archives, async (archive) => {
        const unpacked = await unpackArchive(Buffer.from(await packArchive(archive)))
        const files = unpacked?.files.map(({ path, content }) => ({ path, content: [...content] }))
        expect(unpacked?.folders).toEqual(archive.folders)
        expect(files).toEqual(
          archive.files.map(({ path, content }) => ({ path, content: [...content] })),
        )
      }),
    )
  })

  test('is nothing when it is cut off', async () => {
    const content = new Uint8Array(100).fill(7)
    const whole = await packArchive({ folders: ['base'], files: [{ path: 'base/1', content }] })
    for (let length = 0; length < whole.length; length += 1) {
      expect(await unpackArchive(Buffer.from(whole.subarray(0, length)))).toBeNull()
    }
  })

  test('is nothing when it is something else', async () => {
    expect(await unpackArchive(Buffer.from('{"format":"other"}\n'))).toBeNull()
    expect(await unpackArchive(Buffer.from('null\n'))).toBeNull()
  })
})
