import { relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Files } from '../kernel/files.ts'
import { failureOf } from './failure.testing.ts'
import { findSettingsFile } from './find-settings-file.ts'
import { nodeFiles } from './node-files.ts'
import { temporaryFolder } from './temporary-folder.testing.ts'
import { unreadable } from './unreadable.ts'

describe('findSettingsFile', () => {
  test('the nearest one counts, and the path is spelled as the directory was', async () => {
    const folder = await temporaryFolder({
      'elenchus.config.ts': '',
      'a/elenchus.config.json': '',
      'a/b/c/': '',
    })
    const find = (directory: string): Promise<string | null> =>
      findSettingsFile(directory, nodeFiles)
    expect(await find(folder)).toBe(`${folder}/elenchus.config.ts`)
    expect(await find(`${folder}/a/b/c`)).toBe(`${folder}/a/elenchus.config.json`)
    const relativeFolder = relative(process.cwd(), folder)
    expect(await find(`${relativeFolder}/a/b`)).toBe(`${relativeFolder}/a/elenchus.config.json`)
  })

  test('the search ends at the repository', async () => {
    const folder = await temporaryFolder({
      'elenchus.config.ts': '',
      'a/.git': 'gitdir: x',
      'a/b/': '',
    })
    expect(await findSettingsFile(`${folder}/a/b`, nodeFiles)).toBeNull()
  })

  test('the search ends at the top', async () => {
    const asked: string[] = []
    const files: Files = {
      list: (folder) => Promise.resolve(asked.push(folder) > 0 ? [] : null),
      read: () => Promise.resolve(null),
    }
    expect(await findSettingsFile('/a/b', files)).toBeNull()
    expect(asked).toEqual(['/a/b', '/a', '/'])
  })

  test('a folder above that may not be read is passed by', async () => {
    const files: Files = {
      list: (folder) =>
        folder === '/a'
          ? Promise.reject(unreadable('Folder "/a"', '/a', 'EACCES'))
          : Promise.resolve(folder === '/' ? ['elenchus.config.ts'] : []),
      read: () => Promise.resolve(null),
    }
    expect(await findSettingsFile('/a/b', files)).toBe('/elenchus.config.ts')
  })

  test('two in one folder are an error that names both', async () => {
    const folder = await temporaryFolder({ 'elenchus.config.ts': '', 'elenchus.config.mjs': '' })
    const error = await failureOf(findSettingsFile(folder, nodeFiles))
    expect(error.code).toBe('settings-several')
    expect(error.message).toBe(
      `There are several settings files in "${folder}": "elenchus.config.mjs" and "elenchus.config.ts".`,
    )
  })
})
