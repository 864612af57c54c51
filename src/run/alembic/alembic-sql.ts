import type { RevisionOutcome, RevisionStatement } from '../../history/alembic/revision-outcome.ts'
import type { ReplayableAlembicRevision } from '../../history/alembic/replayable-alembic-revision.ts'
import type { ReplayNote } from '../../history/replayed-revision.ts'
import { resetSession } from '../../history/reset-session.ts'
import type { RevisionSql, SqlBlock } from '../../history/revision-sql.ts'
import type { AlembicDatabaseHistory, AlembicDatabaseRevision } from '../../history/revision.ts'
import { formatPlace } from '../../kernel/place.ts'
import type { Session } from '../../postgres/session.ts'
import { loadParser } from '../../sql/parser.ts'
import type { Run } from '../opened.ts'
import { withShadow } from '../rebuild.ts'
import { ancestorsOf } from '../../history/alembic/revision-graph.ts'
import { replayableAlembic } from './replayable-alembic.ts'

/** What is wanted of a history as SQL. */
export interface AlembicSqlOptions {
  /** The one that is to be shown, both ways; null for all that the target takes, on the way up. */
  readonly last: AlembicDatabaseRevision | null
}

/** The SQL that revisions send, found out by a replay on a shadow. */
export async function alembicSql(
  run: Run,
  history: AlembicDatabaseHistory,
  { last }: AlembicSqlOptions,
): Promise<ReadonlyMap<AlembicDatabaseRevision, RevisionSql>> {
  const wanted = last === null ? history.revisions : upTo(history, last)
  await loadParser()
  const replayable = await replayableAlembic(run, history, wanted)
  const byId = new Map(wanted.map((one) => [one.id, one] as const))
  return withShadow(run, async (shadow) => {
    const found = new Map<AlembicDatabaseRevision, RevisionSql>()
    for (const one of replayable) {
      const revision = byId.get(one.id)
      if (revision === undefined) continue
      const up = await execute(shadow, one, 'up')
      const down = revision === last && one.hasDown ? await execute(shadow, one, 'down') : null
      found.set(revision, sqlOf(revision, up, down))
    }
    return found
  })
}

function upTo(
  history: AlembicDatabaseHistory,
  last: AlembicDatabaseRevision,
): readonly AlembicDatabaseRevision[] {
  const before = ancestorsOf(history.source.graph, [last.id])
  return [...history.revisions, ...history.beyond].filter(({ source }) => before.has(source))
}

async function execute(
  shadow: Session,
  revision: ReplayableAlembicRevision,
  direction: 'up' | 'down',
): Promise<RevisionOutcome> {
  const outcome = await revision.execute({ session: shadow, transaction: 'own' }, direction)
  await resetSession(shadow)
  return outcome
}

function sqlOf(
  revision: AlembicDatabaseRevision,
  up: RevisionOutcome,
  down: RevisionOutcome | null,
): RevisionSql {
  const { database, id, title, file, source } = revision
  return {
    ...{ database, id, title, file, optional: null },
    requires: source.dependsOn.map((name) => `${database}/${name}`),
    up: blocksOf(up),
    down: down === null ? null : blocksOf(down),
    unread: [up, ...(down === null ? [] : [down])].flatMap(unreadOf),
  }
}

/** Each stretch within a transaction, or without one, is a block. */
function blocksOf({ statements, assumptions }: RevisionOutcome): readonly SqlBlock[] {
  // Where it left its transaction by itself, it is not known from when on: that is told beside it.
  const isLeft = assumptions.some(({ kind }) => kind === 'transaction')
  return stretchesOf(statements).map((own) => ({
    transaction: !isLeft && own[0]?.transaction === true,
    text: own.map(({ sql, at }) => `-- ${formatPlace(at)}\n${ended(sql)}`).join('\n'),
    statements: own.map(({ sql, at }) => ({ sql, at })),
  }))
}

/** Statements that follow each other and are all within a transaction, or all without one. */
export function stretchesOf(
  statements: readonly RevisionStatement[],
): readonly (readonly RevisionStatement[])[] {
  const stretches: RevisionStatement[][] = []
  for (const statement of statements) {
    const last = stretches.at(-1)
    if (last?.[0]?.transaction === statement.transaction) last.push(statement)
    else stretches.push([statement])
  }
  return stretches
}

/** A last line with a comment would swallow the semicolon. */
function ended(sql: string): string {
  const text = sql.trim()
  const last = text.slice(text.lastIndexOf('\n') + 1)
  if (last.includes('--')) return `${text}\n;`
  return text.endsWith(';') ? text : `${text};`
}

function unreadOf({ gaps, failures, assumptions }: RevisionOutcome): readonly ReplayNote[] {
  return [
    ...gaps.map(({ text, at }) => ({ text, at })),
    ...failures.map(({ message, at }) => ({ text: `refused: ${message}`, at })),
    ...assumptions.filter(({ kind }) => kind === 'transaction'),
  ]
}
