import type { Session } from '../../postgres/session.ts'
import type { ReferenceColumns } from '../../references/reference.ts'
import { identifier, qualified } from '../../sql/identifier.ts'
import { sql } from '../../sql/sql.ts'

/** The values of a column as texts, sorted by their bytes, one after the other. */
export interface Keys {
  next(): Promise<CountedKey | null>
  close(): Promise<void>
}

/** A value, and how many rows have it. */
export interface CountedKey {
  readonly key: string
  readonly count: number
}

/** How many are fetched at once: large enough for the network, small enough for memory. */
const BATCH = 10_000

/** Opens a cursor over the values of a column, in a transaction that reads. */
export async function streamKeys(
  session: Session,
  { table, columns: [column = ''] }: ReferenceColumns,
): Promise<Keys> {
  const value = sql`${identifier(column)}::pg_catalog.text collate pg_catalog."C"`
  await session.run(sql`begin isolation level repeatable read read only;
declare elenchus_keys no scroll cursor for
  select ${value} as key, pg_catalog.count(*) as count
  from ${qualified(table)} where ${identifier(column)} is not null
  group by 1 order by 1`)
  let batch: readonly CountedKey[] = []
  let at = 0
  return {
    async next() {
      if (at === batch.length) {
        batch = await session.query<CountedKey>(`fetch ${BATCH} from elenchus_keys`)
        at = 0
      }
      const row = batch[at++]
      return row ?? null
    },
    async close() {
      await session.run('rollback')
    },
  }
}
