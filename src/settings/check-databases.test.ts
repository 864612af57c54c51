import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkDatabases, checkShadow, type DatabaseDraft } from './check-databases.ts'
import { formatFault } from './fault.ts'

type Given = Readonly<Record<string, Partial<DatabaseDraft>>>

function drafts(databases: Given): readonly DatabaseDraft[] {
  return Object.entries(databases).map(([name, given]) => {
    return { name, url: null, migrations: `migrations/${name}`, after: [], ...given }
  })
}

function faults(databases: Given): readonly string[] {
  return checkDatabases(drafts(databases)).map(formatFault)
}

describe('checkDatabases', () => {
  test('databases that keep apart have no fault', () => {
    expect(faults({ auth: {}, specs: { after: ['auth'] }, 'a-b_3': {} })).toEqual([])
  })

  test('there is at least one', () => {
    expect(faults({})).toEqual(['databases: is empty; name at least one'])
  })

  test.each(['', '1st', 'my db', '../up', 'naïve', '_x', '.cache'])('%j is no name', (name) => {
    expect(faults({ [name]: {} })).toEqual([
      expect.stringContaining('a name has only a-z, 0-9, _ and -, and begins with a letter'),
    ])
  })

  test('names that differ by case would share a folder', () => {
    expect(faults({ auth: {}, Auth: {} })).toEqual([
      'databases.auth: differs from "Auth" only by case; their data folders would be one',
    ])
  })

  test('two databases do not share a folder of migrations, however it is spelled', () => {
    expect(faults({ a: { migrations: 'm/x' }, b: { migrations: './m/y/../x/' } })).toEqual([
      'databases.b.migrations: is the folder of "a" too',
    ])
  })

  test('two databases do not share a database, and nothing of the address is shown', () => {
    const [fault, ...more] = faults({
      a: { url: 'postgres://one:hunter2@DB/app' },
      b: { url: 'postgresql://two:hunter2@db:5432/app?sslmode=require' },
      c: { url: 'postgresql://two:hunter2@db:5432/other' },
    })
    expect(fault).toBe('databases.b.url: is the database of "a" too')
    expect(more).toEqual([])
  })

  test('after names databases of the application other than itself', () => {
    expect(faults({ auth: { after: ['auth'] }, specs: { after: ['auht', 'billing'] } })).toEqual([
      'databases.auth.after: names the database itself',
      'databases.specs.after: "auht" is not a database here; did you mean "auth"?',
      'databases.specs.after: "billing" is not a database here',
    ])
  })

  test('every circle is shown', () => {
    expect(
      faults({
        e: { after: ['d'] },
        d: { after: ['e'] },
        c: { after: ['a'] },
        b: { after: ['c'] },
        a: { after: ['b'] },
        f: { after: ['a'] },
      }),
    ).toEqual([
      'databases.a.after: goes in a circle: "a" after "b" after "c" after "a"',
      'databases.d.after: goes in a circle: "d" after "e" after "d"',
    ])
  })

  test('the order in which databases are written makes no difference', () => {
    const names = ['a', 'b', 'c', 'd']
    const after = fc.array(fc.constantFrom(...names), { maxLength: 2 })
    const database = fc.record({ after, migrations: fc.constantFrom('x', 'y', 'z') })
    const given = fc.tuple(database, database, database, database)
    fc.assert(
      fc.property(given, (databases) => {
        const all = drafts(Object.fromEntries(names.map((name, at) => [name, databases[at] ?? {}])))
        expect(checkDatabases([...all].reverse())).toEqual(checkDatabases(all))
      }),
    )
  })
})

test('the shadow is none of the databases', () => {
  const databases = drafts({
    a: { url: 'postgres://db/app' },
    b: { url: 'postgres://db/b' },
    c: {},
  })
  expect(checkShadow('postgres://x@db:5432/app', databases).map(formatFault)).toEqual([
    'shadow.url: is the database "a"; name another one, such as "postgres" on a server for trials',
  ])
  expect(checkShadow('postgres://db/postgres', databases)).toEqual([])
  expect(checkShadow('', databases)).toEqual([])
})
