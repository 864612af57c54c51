import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../tests/support/test-database.ts'
import { UserError } from '../kernel/user-error.ts'
import { splitScript } from './split-script.ts'

function split(text: string): readonly string[] {
  return splitScript(text, 'a.sql').statements.map((statement) => statement.text)
}

function faultOf(text: string): UserError {
  try {
    splitScript(text, 'migrations/a.sql')
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('splitScript', () => {
  test('splits at semicolons and leaves comments and white space out at both ends', () => {
    const text = '-- first\nselect 1 /* kept */ + 2 -- not kept\n; ;; select 2 '
    expect(split(text)).toEqual(['select 1 /* kept */ + 2', 'select 2'])
  })

  test('a statement knows where it stands, in UTF-16 units', () => {
    const text = "-- é😀\nselect '😀;';\nselect 2"
    const { statements } = splitScript(text, 'a.sql')
    expect(statements.map(({ offset }) => offset)).toEqual([7, 21])
  })

  test('a range keeps the offsets of the whole text', () => {
    const text = 'select 1; select 2; select 3'
    expect(splitScript(text, 'a.sql', { start: 9, end: 18 }).statements).toEqual([
      { text: 'select 2', offset: 10 },
    ])
  })

  test('nothing but comments has no statement', () => {
    expect(split('')).toEqual([])
    expect(split(' -- nothing\n/* here */ ; ')).toEqual([])
  })

  test.each([
    "select ';', E'\\';', \"a;b\", U&'\\0041;', $$;$$, $a$ ; $$ ; $a$",
    'select 1 /* ; /* ; */ ; */ + 1',
    'create rule r as on insert to a do also (delete from a; insert into a values (1))',
    'create function f() returns int begin atomic select 1; select 2; end',
    `create or replace procedure p() begin atomic
       insert into a select case when true then case 1 when 1 then 1 end end; select 1; end`,
    'create function f(a int) returns int language sql begin atomic select case a when 1 then 2 end; end',
    "create function f() returns int language sql as 'select 1; select 2;'",
    'create function f() returns int return case when true then 1 end',
    'create table atomic (case_end int)',
    'begin',
  ])('%s is one statement', (statement) => {
    expect(split(`${statement}; select 1;`)).toEqual([statement, 'select 1'])
  })

  test('names that look like the end of a body are names', () => {
    const body = 'begin atomic select t.end, 1 as end, "end" from t; select 2; end'
    const statement = `create function f() returns int ${body}`
    expect(split(`${statement}; select 3`)).toEqual([statement, 'select 3'])
  })

  test('PostgreSQL takes every part of a script with function bodies and rules', async () => {
    const database = await testDatabase(18)
    const script = `
      create table a (id int, "end" int);
      create function f(x int) returns int language sql
        begin atomic
          select 1; /* ; */ -- ;
          select case when x > 1 then (case x when 2 then 3 end) else (select count(*) from a) end;
        end;
      create or replace procedure p() begin atomic insert into a values (1); delete from a; end;
      create or replace rule r as on delete to a do instead (select 1; select 2);
      create function g() returns text language plpgsql as $body$
        begin perform 1; return 'a;b'; end; $body$;
      do $$ begin perform g(); end $$`
    const statements = split(script)
    expect(statements).toHaveLength(6)
    for (const statement of statements) await database.run(statement)
  })

  test('one that is broken leaves the others as they are', () => {
    expect(split('select 1; create table a (b int; sellect (; select 1a; select 2')).toEqual([
      'select 1',
      'create table a (b int',
      'sellect (',
      'select 1a',
      'select 2',
    ])
  })

  test('a copy to the client is a statement like any other', () => {
    const text = 'copy a to stdout; copy (select * from stdin) to stdout; select a from stdin'
    expect(split(text)).toHaveLength(3)
  })
})

describe('psql commands', () => {
  test('are taken out and told', () => {
    const text = "\\restrict a'b\nselect 1;\n\\connect db -- x\r\nselect 2;\\echo x"
    const script = splitScript(text, 'a.sql')
    expect(script.statements.map((statement) => statement.text)).toEqual(['select 1', 'select 2'])
    expect(script.metaCommands.map(({ name, text: line }) => [name, line])).toEqual([
      ['restrict', "\\restrict a'b"],
      ['connect', '\\connect db -- x'],
      ['echo', '\\echo x'],
    ])
    for (const { offset, text: line } of script.metaCommands) {
      expect(text.slice(offset).startsWith(line)).toBe(true)
    }
  })

  test('within a statement they stay, for PostgreSQL to refuse', () => {
    expect(split('select 1 \\gset\n; select 2')).toEqual(['select 1 \\gset', 'select 2'])
  })

  test('those that change what the script does are refused', () => {
    expect(faultOf('select 1;\n  \\ir other.sql')).toMatchObject({
      code: 'meta-command',
      message: 'The psql command "\\ir" in "migrations/a.sql" can only be run by psql.',
      at: { file: 'migrations/a.sql', line: 2, column: 3 },
    })
  })
})

describe('what a script cannot be split for', () => {
  test.each([
    ["select 1;\nselect 'a; select 2", 'quoted string', '2:8'],
    ["select 1;\nselect E'a\\'; select 2", 'quoted string', '2:8'],
    ['select "a', 'quoted identifier', '1:8'],
    ['select 1 /* a /* b */', '/* comment', '1:10'],
    ['select $a$ ; $b$', 'dollar-quoted string', '1:8'],
  ])('%j: the quote that is not closed, where it opens', (text, what, place) => {
    const fault = faultOf(text)
    expect(fault.message).toBe(`Unterminated ${what} in "migrations/a.sql".`)
    expect(fault.code).toBe('syntax-error')
    expect(`${fault.at?.line}:${fault.at?.column}`).toBe(place)
    expect(fault.excerpt).toContain('^')
  })

  test('a quote may not run beyond the range', () => {
    const text = "select 'a\n-- migrate:down\n'"
    expect(() => splitScript(text, 'a.sql', { start: 0, end: 10 })).toThrow(/^Unterminated/)
  })

  test('rows inline, which only psql can send', () => {
    const fault = faultOf("select 1;\nCOPY a (b) FROM stdin;\n1\tit's\n\\.\n")
    expect(fault).toMatchObject({ code: 'copy-from-stdin', at: { line: 2, column: 1 } })
    expect(fault.hint).toContain('insert')
  })
})

describe('splitting what was joined', () => {
  const filler = fc.constantFrom(' ', '\n', '-- a; b\n', '/* ; /* " */ \' */', '\t', '\r\n')
  const core = fc.constantFrom(
    ...[
      'a',
      'é😀',
      '1',
      "'x;y'",
      "E'\\';'",
      '$$;$$',
      '$é$;$$;$é$',
      '"a;""b"',
      '(a)',
      "E'a'\n'\\''",
    ],
    ...['+', '::', ',', "U&'\\0041;'", '/* ; */', '$1'],
  )
  const isComment = (part: string | undefined): boolean => part?.startsWith('/*') ?? false
  const statement = fc
    .array(core, { minLength: 1, maxLength: 6 })
    .filter((parts) => !isComment(parts.at(0)) && !isComment(parts.at(-1)))
    .map((parts) => parts.join(' '))

  test('gives the statements back, and slices and gaps give the script', () => {
    const parts = fc.array(fc.tuple(fc.array(filler, { maxLength: 3 }), statement), {
      maxLength: 6,
    })
    fc.assert(
      fc.property(parts, (pairs) => {
        const text = pairs.map(([gap, one]) => `${gap.join('')}${one}${gap.join('')};`).join('')
        const { statements } = splitScript(text, 'a.sql')
        expect(statements.map((one) => one.text)).toEqual(pairs.map(([, one]) => one))
        let rebuilt = ''
        let at = 0
        for (const { offset, text: slice } of statements) {
          const gap = text.slice(at, offset)
          expect(split(gap)).toEqual([])
          rebuilt += gap + slice
          at = offset + slice.length
        }
        expect(rebuilt + text.slice(at)).toBe(text)
      }),
      { numRuns: 2_000 },
    )
  })

  test('5 MB take a few hundred milliseconds, and twice the text twice the time', () => {
    const one =
      "create table t (a text default 'x;y', -- c\n b int);\ninsert into t values ($$;$$);\n"
    const text = one.repeat(Math.ceil(5_000_000 / one.length))
    const started = performance.now()
    const { statements } = splitScript(text, 'a.sql')
    expect(statements.length).toBe(2 * (text.length / one.length))
    // 260 ms on the machine it was written on; quadratic it would be minutes.
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})
