import { executeStatements, type RefusedStatement } from './execute-statements.ts'
import { extensionRefusal } from './extension-refusal.ts'
import type {
  Direction,
  ReplayableRevision,
  ReplayedRevision,
  ReplayedStatement,
  ReplayFailure,
  ReplayGround,
} from './replayed-revision.ts'
import type { SqlRevision } from './revision.ts'
import { statementFailure } from './statement-failure.ts'
import { statementsOf, type RevisionStatement } from './statements-of.ts'

/** A migration file as it is replayed. The parser has to be loaded when it is executed. */
export function replayableSqlRevision(revision: SqlRevision): ReplayableRevision {
  return interruptedSqlRevision(revision, null)
}

/**
 * As {@link replayableSqlRevision}, with the first statements only.
 *
 * @param statements how many; null for all
 */
export function interruptedSqlRevision(
  revision: SqlRevision,
  statements: number | null,
): ReplayableRevision {
  const { database, id, title, file, down } = revision
  return {
    ...{ database, id, title, file, hasDown: down !== null },
    execute: (ground, direction) => execute({ revision, statements }, ground, direction),
  }
}

interface Interrupted {
  readonly revision: SqlRevision
  readonly statements: number | null
}

async function execute(
  { revision, statements }: Interrupted,
  ground: ReplayGround,
  direction: Direction,
): Promise<ReplayedRevision> {
  const section = revision[direction]
  if (section === null) throw new RangeError(`${revision.id} has no way ${direction}`)
  const nothing = { direction, undone: [], failure: null, reason: null, gaps: [], assumptions: [] }
  if (section.optional !== null) {
    const reason = await extensionRefusal(ground.session, section.optional)
    if (reason !== null) return { ...nothing, state: 'skipped', statements: [], reason }
  }
  const all = statementsOf(revision, section).slice(0, statements ?? undefined)
  const { kept, refused } = await executeStatements(ground, all)
  const sent = refused === null ? all : all.slice(0, all.indexOf(refused.statement) + 1)
  return {
    ...nothing,
    state: refused === null ? 'applied' : kept === 0 ? 'failed' : 'in part',
    statements: sent.map(replayed),
    undone: all.slice(kept).map(replayed),
    failure: refused === null ? null : failureOf(revision, refused),
  }
}

function replayed({ text, at }: RevisionStatement): ReplayedStatement {
  return { sql: text, at }
}

function failureOf(revision: SqlRevision, { statement, error }: RefusedStatement): ReplayFailure {
  const { at, excerpt, details } = statementFailure(revision, statement, error)
  return { message: error.message, code: error.code, at, excerpt, details }
}
