import { lockModes, strongerLockMode, type LockMode } from '../catalogue/lock-mode.ts'
import { formatName } from '../catalogue/qualified-name.ts'
import { sortedBy } from '../kernel/ordering.ts'
import type { Session } from '../postgres/session.ts'
import { leadingWords } from '../sql/leading-words.ts'
import { foreignKeyChecks, type ForeignKeyCheck, type ForeignKeyRow } from './foreign-key-checks.ts'
import type { KnownRelations, RelationRow, RelationState } from './known-relations.ts'
import { readQuery } from './read-query.ts'
import type { Observation, ObservedRelation, ObservedScan, RelationLock } from './observation.ts'

const lockedQuery = readQuery('locked')

/**
 * Runs one statement in a transaction of its own, which is committed, and reads what it did.
 *
 * @throws PostgresError where the statement fails; nothing of it is left then
 * @throws UserError `scans-not-counted` on a server that does not count them
 */
export async function observeInTransaction(
  session: Session,
  statement: string,
  known: KnownRelations,
): Promise<Observation> {
  await session.run(isAlteration(statement) ? `begin; ${readWhole}` : 'begin')
  try {
    const before = await known.before(session)
    await session.run(statement)
    // What is deferred to the commit takes locks as well, which nobody could read after it.
    await session.run('set constraints all immediate')
    const locked = await session.query<LockedRow>(lockedQuery)
    const oids = [...new Set(locked.map(({ oid }) => oid))]
    const { foreignKeys } = await known.after(session, oids)
    await session.run('commit')
    return observationOf(before, { locked, foreignKeys })
  } catch (error) {
    known.forget()
    // The failure itself is what the user has to hear of.
    await session.run('rollback').catch(() => undefined)
    throw error
  }
}

function isAlteration(statement: string): boolean {
  return leadingWords(statement, 1)[0] === 'alter'
}

/**
 * A foreign key is validated by a query, which has to read every row, be it from an index: that is not
 * counted as a scan, so the planner may not choose it. What other statements scan is its own choice.
 */
const readWhole = ['indexscan', 'indexonlyscan', 'bitmapscan']
  .map((path) => `set local enable_${path} = off`)
  .join('; ')

interface LockedRow {
  readonly oid: number
  readonly mode: string
  readonly file: number | null
  readonly toastFile: number | null
  readonly scans: number
}

/** One relation before the statement and as the statement left it. */
interface Touched {
  readonly before: RelationRow
  readonly after: LockedRow
}

interface After {
  readonly locked: readonly LockedRow[]
  readonly foreignKeys: readonly ForeignKeyRow[]
}

function observationOf(before: RelationState, after: After): Observation {
  const touched = after.locked.flatMap((row): readonly Touched[] => {
    const relation = before.relations.get(row.oid)
    return relation === undefined ? [] : [{ before: relation, after: row }]
  })
  const withRows = touched.filter((one) => one.before.rows)
  const scans = scansOf(withRows, foreignKeyChecks(before.foreignKeys, after.foreignKeys))
  return {
    observed: 'in-transaction',
    locks: strongestLocks(touched),
    rewrites: relationsOf(withRows.filter(isRewritten)),
    scans: relationsOf(withRows).flatMap((relation) => {
      const onlyFor = scans.get(relation.oid)
      return onlyFor === undefined ? [] : [{ ...relation, onlyFor }]
    }),
  }
}

type Scans = ReadonlyMap<number, ObservedScan['onlyFor']>

function scansOf(touched: readonly Touched[], checks: readonly ForeignKeyCheck[]): Scans {
  const counted = touched.filter(({ before, after }) => after.scans > before.scans)
  const scans = new Map<number, ObservedScan['onlyFor']>(
    counted.map((one) => [one.before.oid, null]),
  )
  for (const { reason, from, to } of checks) {
    if (reason === 'departure') scans.set(from, null)
    const known = scans.get(to)
    if (scans.has(from) && known !== null) scans.set(to, [...(known ?? []), from])
  }
  return scans
}

/** A file that is gone is that of a dropped table; a TOAST file that is new came with a column. */
function isRewritten({ before, after }: Touched): boolean {
  return differs(before.file, after.file) || differs(before.toastFile, after.toastFile)
}

function differs(before: number | null, after: number | null): boolean {
  return before !== null && after !== null && before !== after
}

function strongestLocks(touched: readonly Touched[]): readonly RelationLock[] {
  const strongest = new Map<RelationRow, LockMode>()
  for (const { before, after } of touched) {
    const mode = modeOf(after.mode)
    const known = strongest.get(before) ?? mode
    strongest.set(before, strongerLockMode(known, mode))
  }
  const locks = [...strongest].map(([row, mode]) => ({ relation: observed(row), mode }))
  return sortedBy(locks, (lock) => formatName(lock.relation))
}

function modeOf(name: string): LockMode {
  const mode = modesByName.get(name)
  if (mode === undefined) throw new Error(`pg_locks has the unknown mode "${name}"`)
  return mode
}

/** `AccessExclusiveLock`, as pg_locks writes `access-exclusive`. */
const modesByName: ReadonlyMap<string, LockMode> = new Map(
  lockModes.map((mode) => [
    `-${mode}`.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()) + 'Lock',
    mode,
  ]),
)

/** Sorted, and once each: a relation is locked in several modes. */
function relationsOf(touched: readonly Touched[]): readonly ObservedRelation[] {
  const rows = new Set(touched.map((one) => one.before))
  return sortedBy([...rows].map(observed), formatName)
}

function observed({ oid, schema, name }: RelationRow): ObservedRelation {
  return { oid, schema, name }
}
