import type { TestDatabase } from './test-database.ts'

/** The names of all invalid indexes, those of TOAST tables too. */
export async function invalidIndexes(
  database: Pick<TestDatabase, 'run'>,
): Promise<readonly unknown[]> {
  const rows = await database.run(
    `select indexrelid::regclass::text as name from pg_index where not indisvalid order by 1`,
  )
  return rows.map(({ name }) => name)
}

/** Makes an index look as a build that was killed leaves it: PostgreSQL trusts nothing else. */
export async function invalidate(database: TestDatabase, index: string): Promise<void> {
  await database.run(
    `update pg_index set indisvalid = false where indexrelid = '${index}'::regclass`,
  )
}
