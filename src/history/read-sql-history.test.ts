import { describe, expect, test } from 'vitest'
import { memoryFiles } from '../../tests/support/memory-files.ts'
import { UserError } from '../kernel/user-error.ts'
import { readSqlHistory } from './read-sql-history.ts'
import type { SqlHistory, Section } from './revision.ts'

const folder = 'migrations/auth'
const empty = '-- migrate:up\n'

function read(texts: Readonly<Record<string, string>>): Promise<SqlHistory> {
  const files = Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [`${folder}/${name}`, text] as const),
  )
  return readSqlHistory(memoryFiles(files), { database: 'auth', folder })
}

async function faultOf(texts: Readonly<Record<string, string>>): Promise<UserError> {
  const outcome = await read(texts).catch((error: unknown) => error)
  if (outcome instanceof UserError) return outcome
  throw new Error('nothing was refused', { cause: outcome })
}

function textsOf(section: Section | null | undefined): readonly string[] | undefined {
  return section?.blocks.map(({ text }) => text.trim())
}

describe('the files of a folder', () => {
  test('are its migrations, in the order of their numbers', async () => {
    const history = await read({
      '010_c.sql': empty,
      '9_b.sql': empty,
      '20240131235959_d.sql': empty,
      '001_a.sql': empty,
      'README.md': 'text',
      '.011_x.sql.swp': '',
      '.hidden.sql': '',
    })
    expect(history).toMatchObject({ database: 'auth', folder })
    expect(history.revisions.map(({ id, version, name }) => [id, version, name])).toEqual([
      ['001_a', '001', 'a'],
      ['9_b', '9', 'b'],
      ['010_c', '010', 'c'],
      ['20240131235959_d', '20240131235959', 'd'],
    ])
    expect(history.revisions[0]).toMatchObject({ database: 'auth', file: `${folder}/001_a.sql` })
  })

  test('a folder that is not there has no migrations yet', async () => {
    expect((await read({})).revisions).toEqual([])
  })

  test('two of one number are refused, both named', async () => {
    const fault = await faultOf({ '01_b.sql': empty, '001_a.sql': empty, '2_c.sql': empty })
    expect(fault).toMatchObject({
      code: 'duplicate-version',
      message: '"001_a.sql" and "01_b.sql" in "migrations/auth" have the same version.',
      at: { file: `${folder}/01_b.sql` },
    })
  })

  test.each(['initial.sql', 'v1_a.sql', '001_a.SQL'])(
    '%s is refused, for it would be passed over',
    async (name) => {
      const fault = await faultOf({ [name]: empty })
      expect(fault.code).toBe('file-name')
      expect(fault.message).toContain(`"${name}"`)
      expect(fault.hint).toContain('<version>_<name>.sql')
    },
  )

  test.each([
    ['001.sql', { id: '001', name: '' }],
    ['001-a.sql', { id: '001-a', name: 'a' }],
    ['001_a copy.sql', { id: '001_a copy', name: 'a copy' }],
  ])('%s is one, as it is for dbmate', async (file, parts) => {
    const { revisions } = await read({ [file]: empty })
    expect(revisions).toMatchObject([{ version: '001', ...parts }])
  })

  test('letters of any script may stand in a name', async () => {
    const { revisions } = await read({ '001_größe.sql': empty })
    expect(revisions[0]?.name).toBe('größe')
  })
})

describe('a migration file', () => {
  const text = [
    '-- Accounts and their logins: what every other',
    '-- database refers to.',
    '--',
    '-- A second paragraph.',
    '-- elenchus:requires specs/004_projects',
    '-- elenchus:requires audit/20240131235959',
    '',
    '-- migrate:up optional:extension=vector transaction:false',
    'create table a (b int);',
    '-- migrate:down',
    'drop table a;',
    '',
  ].join('\n')

  test('is read into its parts', async () => {
    const [revision] = (await read({ '001_accounts.sql': text })).revisions
    const file = `${folder}/001_accounts.sql`
    expect(revision).toMatchObject({
      title: 'Accounts and their logins: what every other database refers to.',
      requires: [
        { database: 'specs', revision: '004_projects', at: { file, line: 5, column: 1 } },
        { database: 'audit', revision: '20240131235959', at: { file, line: 6, column: 1 } },
      ],
      up: {
        blocks: [{ text: 'create table a (b int);\n', transaction: false }],
        optional: { kind: 'extension', name: 'vector' },
      },
      down: { blocks: [{ text: 'drop table a;\n', transaction: true }], optional: null },
      text,
    })
  })

  test('without a header is named by its file', async () => {
    const { revisions } = await read({ '001_add_labels.sql': empty })
    expect(revisions[0]?.title).toBe('add labels')
  })

  test('has one checksum with LF and CRLF, with and without a byte order mark', async () => {
    const { revisions } = await read({
      '001_a.sql': text,
      '002_b.sql': text.replaceAll('\n', '\r\n'),
      '003_c.sql': `\uFEFF${text}`,
      '004_d.sql': `${text}\n`,
    })
    const [first, second, third, fourth] = revisions
    expect(first?.checksum).toMatch(/^[0-9a-f]{64}$/)
    expect([second?.checksum, third?.checksum]).toEqual([first?.checksum, first?.checksum])
    expect(fourth?.checksum).not.toBe(first?.checksum)
    expect(second?.title).toBe(first?.title)
    expect(second?.up.blocks).toMatchObject([{ transaction: false }])
    expect(second?.up.optional).toEqual(first?.up.optional)
    expect(third?.text).toBe(text)
  })
})

describe("dbmate's own conventions", () => {
  test.each([
    ['--migrate:up\nselect 1;\n--migrate:down\nselect 2;', 'no blank after the dashes'],
    [
      '\n-- It would be dropped.\n\n--  migrate:up\nselect 1;\n-- migrate:down\nselect 2;',
      'a header',
    ],
    [
      '-- migrate:up  \r\nselect 1;\r\n-- migrate:down\t\r\nselect 2;',
      'blanks at the end of the line',
    ],
    [
      '-- migrate:up transaction:true\nselect 1;\n-- migrate:down\nselect 2;',
      'the default as an option',
    ],
  ])('%j: %s', async (text) => {
    const [revision] = (await read({ '20240101000000_a.sql': text })).revisions
    expect(textsOf(revision?.up)).toEqual(['select 1;'])
    expect(textsOf(revision?.down)).toEqual(['select 2;'])
    expect(revision?.up.blocks).toMatchObject([{ transaction: true }])
  })

  test('what `dbmate new` writes is read, with two empty sections', async () => {
    const [revision] = (await read({ '1_a.sql': '-- migrate:up\n\n\n-- migrate:down\n\n' }))
      .revisions
    expect(textsOf(revision?.up)).toEqual([''])
    expect(textsOf(revision?.down)).toEqual([''])
  })

  test('each block has its own options', async () => {
    const text = `-- migrate:up
select 1;
-- migrate:down transaction:false
select 2;
-- migrate:up transaction:false
select 3;
-- migrate:down
select 4;`
    const [revision] = (await read({ '1_a.sql': text })).revisions
    expect(revision?.up.blocks).toMatchObject([{ transaction: true }, { transaction: false }])
    expect(revision?.down?.blocks).toMatchObject([{ transaction: false }, { transaction: true }])
    expect(textsOf(revision?.up)).toEqual(['select 1;', 'select 3;'])
    expect(textsOf(revision?.down)).toEqual(['select 2;', 'select 4;'])
  })

  test('a word that only begins like a marker, further in the line, is none', async () => {
    const text = '-- migrate:up\nselect 1; -- migrate:down\n'
    expect((await read({ '1_a.sql': text })).revisions[0]?.down).toBeNull()
  })
})

describe('what a file can do wrong is told with its place', () => {
  const up = '-- migrate:up\nselect 1;\n'
  test.each<[text: string, code: string, place: string, words: string]>([
    ['select 1;\n', 'marker-missing', '1:1', 'has no "-- migrate:up"'],
    ['', 'marker-missing', '1:1', 'has no "-- migrate:up"'],
    ['-- x\n-- migrate:down\n-- migrate:up\n', 'marker-order', '2:1', 'before any "-- migrate:up"'],
    [`-- migrate:up optional:extension=a\n${up}`, 'optional-blocks', '1:15', 'is optional and'],
    [`${up}-- migrate:up optional:extension=a\n`, 'optional-blocks', '3:15', 'more than one'],
    [`${up}-- migrate:up\n  -- migrate:down\n`, 'unknown-marker', '4:3', '"-- migrate:down"'],
    [`${up}${up}-- elenchus:requires a/b\n`, 'directive-place', '5:1', 'below "-- migrate:up"'],
    [`-- x\n  create type a;\n${up}`, 'text-above-up', '2:3', 'text above'],
    [`/* x */\n${up}`, 'text-above-up', '1:1', 'text above'],
    ['-- migrate:up transaction:no\n', 'unknown-option', '1:15', '"transaction:no" is no option'],
    ['-- migrate:up  creates users\n', 'unknown-option', '1:16', '"creates" is no option'],
    ['-- migrate:up optional:vector\n', 'unknown-option', '1:15', '"optional:vector"'],
    [`${up}-- migrate:down optional:extension=a\n`, 'unknown-option', '3:17', 'migrate:down'],
    [`${up}  -- migrate:down\n`, 'unknown-marker', '3:3', '"-- migrate:down"'],
    [`${up}-- Migrate: down\n`, 'unknown-marker', '3:1', '"-- Migrate: down"'],
    [`${up}-- migrate:dwon\n`, 'unknown-marker', '3:1', '"-- migrate:dwon"'],
    [`-- elenchus:require a/b\n${up}`, 'unknown-directive', '1:1', '"-- elenchus:require a/b"'],
    [`-- x\n-- elenchus:requires auth\n${up}`, 'unknown-directive', '2:1', 'requires auth'],
    [`-- elenchus:requires a/1 b/2\n${up}`, 'unknown-directive', '1:1', 'no directive'],
    [`-- Elenchus: requires a/1\n${up}`, 'unknown-directive', '1:1', 'no directive'],
    [`${up}-- elenchus:requires a/b\n`, 'directive-place', '3:1', 'below "-- migrate:up"'],
  ])('%j: %s', async (text, ...[code, place, words]) => {
    const fault = await faultOf({ '001_a.sql': text })
    const { at } = fault
    expect(fault.code).toBe(code)
    expect(fault.message).toContain(words)
    expect(at && `${at.file}:${at.line}:${at.column}`).toBe(`${folder}/001_a.sql:${place}`)
    const caret = fault.excerpt?.split('\n').find((line) => line.includes('^')) ?? ''
    expect(caret.indexOf('^') - caret.indexOf('|') - 1).toBe(at?.column)
    expect(fault.hint).not.toBe('')
  })
})
