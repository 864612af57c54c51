import type { DeclaredTable } from '../models/declaration.ts'
import type { AlembicOwner } from './history-owner.ts'

/** Which of several databases a table belongs to, whose histories have one metadata. */
export interface TableShare {
  /** The one; null where several may have it. */
  readonly database: string | null
  /** Those that may have it, sorted, where it is not one; else empty. */
  readonly sharedBy: readonly string[]
}

/**
 * Asks each env.py whether it has a table compared. Where one does and no other, the table is of that one;
 * else all that may have it share it. What nobody has compared may be of any of them.
 */
export async function shareOf(
  { schema, name, info }: DeclaredTable,
  trackers: readonly AlembicOwner[],
): Promise<TableShare> {
  const mayHave: string[] = []
  for (const { read, database } of trackers) {
    if ((await read.environment?.compares({ schema, name, info })) !== false) mayHave.push(database)
  }
  const [only, ...more] = mayHave
  if (only !== undefined && more.length === 0) return { database: only, sharedBy: [] }
  const all = mayHave.length > 0 ? mayHave : trackers.map(({ database }) => database)
  return { database: null, sharedBy: all.sort() }
}
