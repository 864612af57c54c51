import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { failureOf } from './failure.testing.ts'
import { nodeFiles } from './node-files.ts'
import { temporaryFolder } from './temporary-folder.testing.ts'

describe('nodeFiles', () => {
  test('names are sorted by code units, hidden ones and folders among them', async () => {
    const folder = await temporaryFolder({
      'b.sql': '',
      'B.sql': '',
      'a/': '',
      'é.sql': '',
      '.x': '',
    })
    expect(await nodeFiles.list(folder)).toEqual(['.git', '.x', 'B.sql', 'a', 'b.sql', 'é.sql'])
  })

  test('what is not there is null, and so is a file where a folder is asked for', async () => {
    const folder = await temporaryFolder({ 'a.sql': '' })
    expect(await nodeFiles.list(join(folder, 'none'))).toBeNull()
    expect(await nodeFiles.list(join(folder, 'a.sql'))).toBeNull()
    expect(await nodeFiles.read(join(folder, 'none'))).toBeNull()
    expect(await nodeFiles.read(join(folder, 'a.sql/none'))).toBeNull()
  })

  test('a byte order mark is taken off, line ends stay', async () => {
    const folder = await temporaryFolder({ 'a.sql': '\ufeffselect 1;\r\n' })
    expect(await nodeFiles.read(join(folder, 'a.sql'))).toBe('select 1;\r\n')
  })

  test('a folder is not read as a file', async () => {
    const folder = await temporaryFolder({ 'a.sql/': '' })
    const error = await failureOf(nodeFiles.read(join(folder, 'a.sql')))
    expect(error.message).toBe(`File "${folder}/a.sql" is a folder.`)
    expect(error.code).toBe('file-unreadable')
  })

  test('text that is not UTF-8 is refused at its first bad byte', async () => {
    const latin1 = Buffer.from('select 1;\n-- caf\xe9\n', 'latin1')
    const folder = await temporaryFolder({ 'a.sql': latin1 })
    const error = await failureOf(nodeFiles.read(join(folder, 'a.sql')))
    expect(error.message).toBe(`File "${folder}/a.sql" is not UTF-8 text.`)
    expect(error.at).toMatchObject({ line: 2, column: 7 })
    expect(error.hint).toContain('iconv -f latin1 -t utf-8')
  })

  test('UTF-16, as PowerShell writes it, is named', async () => {
    const folder = await temporaryFolder({ 'a.sql': Buffer.from('\ufeffselect 1', 'utf16le') })
    const error = await failureOf(nodeFiles.read(join(folder, 'a.sql')))
    expect(error.hint).toContain('iconv -f utf-16 -t utf-8')
  })

  test('a link that leads to itself is an error, not absent', async () => {
    const folder = await temporaryFolder()
    await symlink('loop', join(folder, 'loop'))
    // One after the other: a failure that nobody waits for yet would end the run.
    for (const way of ['read', 'list'] as const) {
      const error = await failureOf(nodeFiles[way](join(folder, 'loop')))
      expect(error.message).toMatch(/^(File|Folder) ".*loop" cannot be read \(ELOOP\)\.$/)
    }
  })
})
