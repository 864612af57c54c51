import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { formatDifference, type SideLabels } from '../../src/compare/difference.ts'
import { differences } from '../../src/compare/differences.ts'
import { formatReference } from '../../src/catalogue/object-reference.ts'
import { renames } from '../../src/compare/renames.ts'
import { introspect, type Introspection } from '../../src/postgres/introspect.ts'
import type { Session } from '../../src/postgres/session.ts'
import { loadParser } from '../../src/sql/parser.ts'
import { sameStatement } from '../../src/sql/same-expression.ts'
import { nativeSession, pgliteSession } from '../support/catalogue-session.ts'
import type { Major } from '../support/native-postgres.ts'

const majors: readonly Major[] = [14, 15, 16, 17, 18]

beforeAll(loadParser)

describe('the same schema on two majors', () => {
  for (const older of majors.filter((major) => major < 18)) {
    test(`PostgreSQL ${older} and 18 are found equal`, async () => {
      const left = await built(await nativeSession(older), older)
      const right = await built(await nativeSession(18), older)
      expect(told(left, right)).toEqual([])
      expect(told(right, left)).toEqual([])
    })
  }

  test('PostgreSQL 18 and PGlite print every text alike', async () => {
    const native = await built(await nativeSession(18), 18)
    const embedded = await built(await pgliteSession(), 18)
    expect(told(native, embedded)).toEqual([])
    expect(differences(native.catalogue, embedded.catalogue)).toEqual([])
  })

  test('their texts do differ: 14 and 18 print views otherwise', async () => {
    const left = await built(await nativeSession(14), 14)
    const right = await built(await nativeSession(18), 14)
    const byText = differences(left.catalogue, right.catalogue)
    expect(byText.length).toBeGreaterThan(50)
    expect(new Set(byText.map(({ object }) => object.kind))).toEqual(
      new Set(['view', 'policy', 'routine']),
    )
  })
})

describe('different schemas on two majors', () => {
  test('no two views that differ on one major are called equal across majors', async () => {
    const left = await built(await nativeSession(14), 14)
    const right = await built(await nativeSession(18), 14)
    const texts = right.catalogue.views.map(({ definition }) => definition)
    const older = left.catalogue.views.map(({ definition }) => definition)
    expect(older.length).toBe(texts.length)
    const confused = older.flatMap((definition, at) =>
      // Every pair would take a minute; neighbours by number are those that are most alike.
      texts.slice(at, at + 20).filter((other) => {
        const same = sameStatement({ text: definition, major: 14 }, { text: other, major: 18 })
        return same !== (other === texts[at])
      }),
    )
    expect(confused).toEqual([])
  })

  for (const [left, right] of [
    [18, 18],
    [14, 18],
    [18, 15],
  ] as const) {
    test(`what differs between PostgreSQL ${left} and ${right} is told, and nothing else`, async () => {
      const history = await scripted(await nativeSession(left), 'history')
      const database = await scripted(await nativeSession(right), 'database')
      expect(told(history, database, { left: 'history', right: 'database' })).toEqual([
        'type public.mood: labels is ["sad","ok"] in history, ["sad","ok","happy"] in database',
        'domain check positive on public.price: definition is CHECK ((VALUE > (0)::numeric)) in history, CHECK ((VALUE >= (0)::numeric)) in database',
        'view public.active: definition is of more than one line',
        'column public.orders.amount: type is numeric(10,2) in history, numeric in database',
        'column public.orders.amount: default is none in history, 0 in database',
        'constraint orders_user_id_fkey on public.orders: on delete is cascade in history, no-action in database',
        'constraint paid_is_positive on public.orders is in history, not in database',
        'trigger touched on public.orders: enabled is origin in history, disabled in database',
        'table public.payments is in history, not in database',
        'table public.staff is in database, not in history',
        'table public.users: comment is Whoever has an account. in history, none in database',
        'column public.users.nickname is in database, not in history',
        'index users_name_idx on public.users is in history, not in database',
        'policy own on public.users: using is (id = 1) in history, (id = 2) in database',
        'routine public.touch(): definition is of more than one line',
      ])
    })
  }

  test('a table and a column that were renamed by hand are guessed', async () => {
    const history = await nativeSession(18)
    const database = await nativeSession(18)
    const left = await scripted(history, 'history')
    await scripted(database, 'history')
    await database.run('alter table public.orders rename to purchases')
    await database.run('alter table public.users rename column name to full_name')
    const right = await introspect(database)
    const found = differences(left.catalogue, right.catalogue)
    const guessed = renames(found, left.catalogue, right.catalogue)
    expect(
      guessed.map(({ from, to }) => `${formatReference(from)} -> ${formatReference(to)}`),
    ).toEqual([
      'table public.orders -> table public.purchases',
      'column public.users.name -> column public.users.full_name',
    ])
  })
})

/** A database that one of the two small scripts made. */
async function scripted(session: Session, script: 'history' | 'database'): Promise<Introspection> {
  await session.run(readFileSync(new URL(`compare/${script}.sql`, import.meta.url), 'utf8'))
  return introspect(session)
}

/** A database with what every version up to `since` brought. */
async function built(session: Session, since: Major): Promise<Introspection> {
  for (const major of majors.filter((each) => each <= since)) {
    const script = new URL(`compare/since-${major}.sql`, import.meta.url)
    await session.run(readFileSync(script, 'utf8'))
  }
  return introspect(session)
}

/** The differences as a user reads them; of long texts only that they differ. */
function told(
  left: Introspection,
  right: Introspection,
  labels: SideLabels = { left: 'left', right: 'right' },
): readonly string[] {
  const versions = { left: majorOf(left), right: majorOf(right) }
  return differences(left.catalogue, right.catalogue, { majors: versions }).map((difference) => {
    const line = formatDifference(difference, labels)
    return line.includes('\n') ? line.replace(/ is [^]*/, ' is of more than one line') : line
  })
}

function majorOf({ server }: Introspection): number {
  return Math.floor(server.version / 10_000)
}
