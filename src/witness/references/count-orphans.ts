import type { CountedOrphans } from '../../audit/counted-orphans.ts'
import type { Session } from '../../postgres/session.ts'
import type { Reference } from '../../references/reference.ts'
import { crossesDatabases, judgeReference } from '../../references/reference-verdict.ts'
import { identifier, qualified } from '../../sql/identifier.ts'
import { joinSql, sql, type Sql } from '../../sql/sql.ts'
import { compareBytes } from './compare-bytes.ts'
import { streamKeys, type Keys } from './stream-keys.ts'

/**
 * Counts the rows that point at nothing. Within one database PostgreSQL does it; across two the sorted
 * keys of both are read side by side, some thousand at a time, so that no table is held in memory.
 *
 * @param sessionOf the open session on a database; null where there is none
 */
export async function countOrphans(
  references: readonly Reference[],
  sessionOf: (database: string) => Session | null,
): Promise<readonly CountedOrphans[]> {
  const counted: CountedOrphans[] = []
  for (const reference of references) {
    const [from, to] = [sessionOf(reference.from.database), sessionOf(reference.to.database)]
    if (from === null || to === null || !canBeCounted(reference)) continue
    const count = crossesDatabases(reference)
      ? await countAcross(reference, from, to)
      : await countWithin(reference, from)
    counted.push({ reference, ...count })
  }
  return counted
}

/** What a validated foreign key says is true, and what leads nowhere has no keys to look for. */
function canBeCounted(reference: Reference): boolean {
  const { constraint, from } = reference
  if (judgeReference(reference) === 'points-at-nothing') return false
  if (constraint?.isValidated === true) return false
  return from.columns.length === 1 || !crossesDatabases(reference)
}

type Count = Pick<CountedOrphans, 'orphans' | 'rows'>

async function countWithin(reference: Reference, session: Session): Promise<Count> {
  const { from, to } = reference
  const pairs = from.columns.map((column, at) => {
    const [left, right] = [identifier(column), identifier(to.columns[at] ?? column)]
    // Of two types the texts are compared, as a join in the application has to do.
    return from.types[at] === to.types[at]
      ? sql`k.${right} operator(pg_catalog.=) r.${left}`
      : sql`k.${right}::pg_catalog.text operator(pg_catalog.=) r.${left}::pg_catalog.text`
  })
  const present = joinSql(
    from.columns.map((column): Sql => sql`r.${identifier(column)} is not null`),
    sql` and `,
  )
  const [row] = await session.query<{ rows: number; orphans: number }>(sql`
select pg_catalog.count(*) as rows,
  pg_catalog.count(*) filter (
    where not exists (select from ${qualified(to.table)} k where ${joinSql(pairs, sql` and `)})
  ) as orphans
from ${qualified(from.table)} r
where ${present}`)
  return row ?? { rows: 0, orphans: 0 }
}

async function countAcross(reference: Reference, from: Session, to: Session): Promise<Count> {
  const pointing = await streamKeys(from, reference.from)
  const keys = await streamKeys(to, reference.to)
  try {
    return await merge(pointing, keys)
  } finally {
    await pointing.close()
    await keys.close()
  }
}

/** Both come in the order of their bytes: a key that was passed by comes no more. */
async function merge(pointing: Keys, keys: Keys): Promise<Count> {
  let [orphans, rows] = [0, 0]
  let key = await keys.next()
  for (let one = await pointing.next(); one !== null; one = await pointing.next()) {
    while (key !== null && compareBytes(key.key, one.key) < 0) key = await keys.next()
    rows += one.count
    if (key?.key !== one.key) orphans += one.count
  }
  return { orphans, rows }
}
