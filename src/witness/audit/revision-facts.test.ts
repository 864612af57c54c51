import { beforeAll, describe, expect, test } from 'vitest'
import { pythonParser } from '../../../tests/support/python-program.ts'
import { formatReference } from '../../catalogue/object-reference.ts'
import { loadParser } from '../../sql/parser.ts'
import { docstringDisagreements } from './docstring-disagreements.ts'
import { objectsMadeTwice } from './objects-made-twice.ts'
import { scriptMakers } from './script-tables.ts'
import { swallowedStatements } from './swallowed-statements.ts'

beforeAll(loadParser)

describe('objects made twice', () => {
  const twice = (...revisions: readonly (readonly string[])[]): readonly string[] =>
    objectsMadeTwice(
      revisions.map((statements, index) => ({
        id: `r${index}`,
        refusal: null,
        statements: statements.map((sql, line) => ({
          sql,
          at: { file: `r${index}`, line: line + 1, column: 1 },
        })),
      })),
    ).map(({ object, revision, before }) =>
      [before.revision, revision, formatReference(object)].join(' '),
    )

  test.each([
    [
      'a table',
      'create table a (id int)',
      'create table if not exists public.a (id int)',
      'table public.a',
    ],
    [
      'an index',
      'create index i on a (id)',
      'create index if not exists i on a (id)',
      'index i on public.a',
    ],
    [
      'an enum behind a guard',
      "create type mood as enum ('sad')",
      "do $$ begin create type mood as enum ('glad'); exception when duplicate_object then null; end $$",
      'type public.mood',
    ],
  ])('%s', (_, ...[first, second, object]) => {
    expect(twice([first], [second])).toEqual([`r0 r1 ${object}`])
  })

  test.each([
    ['was dropped', 'drop table a'],
    ['was renamed', 'alter table a rename to b'],
    ['may have been dropped by code', "do $$ begin execute 'drop table ' || 'a'; end $$"],
    ['fell with its schema', 'drop schema public cascade'],
  ])('is not told of what %s', (_, between) => {
    const made = 'create table if not exists a (id int)'
    expect(twice([made], [between], [made])).toEqual([])
  })

  test('an index that fell with its column is made once more', () => {
    const index = 'create index if not exists i on a (x)'
    expect(twice([index], ['alter table a drop column x'], [index])).toEqual([])
    expect(twice([index], ['alter table a add column y int'], [index])).toHaveLength(1)
  })
})

describe('docstrings', () => {
  const said = (doc: string, parents: readonly string[] = ['b2']): readonly string[] =>
    docstringDisagreements({
      ...{ id: 'c3d4', parents, file: 'c3.py' },
      text: `# -*- coding: utf-8 -*-\n"""notes\n\n${doc}\n"""\nrevision = 'c3d4'\n`,
    }).map(({ field, docstring, code, at }) => `${at.line} ${field} ${docstring} ${code}`)

  test('that name other ids are told with their line', () => {
    expect(said('Revision ID: c3\nRevises: a1')).toEqual([
      '4 revision c3 c3d4',
      '5 down_revision a1 b2',
    ])
  })

  test.each([
    ['the same', 'Revision ID: c3d4\nRevises: b2', ['b2']],
    ['both parents', 'Revises: b2, a1', ['a1', 'b2']],
    ['a beginning of an id', 'Revises: b2c3d', ['b2c3d4e5']],
    ['nothing before the first', 'Revises:', []],
    ['nothing at all', 'Notes of users.', ['b2']],
    ['a sentence', 'Revises: what came before', ['b2']],
  ])('that name %s say nothing', (_, doc, parents) => {
    expect(said(doc, parents)).toEqual([])
  })
})

describe('a try', () => {
  const swallowed = async (body: string): Promise<readonly string[]> => {
    const text = `def upgrade():\n${body.replaceAll(/^/gm, '    ')}\n`
    const parser = await pythonParser()
    return swallowedStatements({ id: 'a', file: 'a.py', text }, parser).map(
      ({ calls, at }) => `${at.line} ${calls.join(' ')}`,
    )
  }

  test.each([
    ['passes', 'try:\n    op.drop_index("i")\nexcept Exception:\n    pass', ['2 op.drop_index']],
    [
      'prints, within a loop',
      'for x in y:\n    try:\n        op.add_column("t", x)\n    except:\n        print(x)',
      ['3 op.add_column'],
    ],
    [
      'raises again',
      'try:\n    op.drop_index("i")\nexcept Exception:\n    print(1)\n    raise',
      [],
    ],
    [
      'raises what it does not expect',
      'try:\n    op.drop_index("i")\nexcept E as e:\n    if "x" not in str(e):\n        raise',
      [],
    ],
    ['only asks', 'try:\n    op.execute("select 1")\nexcept E:\n    pass', []],
    ['changes no schema', 'try:\n    import x\nexcept ImportError:\n    x = None', []],
  ])('whose handler %s', async (_, body, expected) => {
    expect(await swallowed(body)).toEqual(expected)
  })
})

test('scripts name the tables that they make or alter; dumps and what does not parse say nothing', () => {
  const says = (text: string): unknown => scriptMakers([{ file: 'a.sql', text }])[0]?.says
  expect(says('create table b ();\nalter table auth.a add x int;')).toEqual(['auth.a', 'public.b'])
  expect(says('select 1;')).toBe(undefined)
  expect(says('create tabel x;')).toBe(undefined)
  expect(says('-- PostgreSQL database dump\ncreate table b ();')).toBe(undefined)
})
