import { audit } from '../../src/audit/audit.ts'
import type { HistoryFailure } from '../../src/audit/audit-case.ts'
import type { Finding } from '../../src/audit/finding.ts'
import { replayableAlembicRevisions } from '../../src/history/alembic/replayable-alembic-revision.ts'
import { watchEvents } from '../../src/history/blame/watch-events.ts'
import { replayHistory } from '../../src/history/replay-history.ts'
import { loadParser } from '../../src/sql/parser.ts'
import { historyFactsOf } from '../../src/witness/audit/history-facts-of.ts'
import { pythonMakers } from '../../src/witness/audit/outside-makers.ts'
import { alembicHistory } from './alembic-place.ts'
import { heardCase, plainSettings } from './audit-case.ts'
import { nativeSession } from './catalogue-session.ts'

/** What an audit finds in an Alembic history of a database `shop`, by its files and a replay. */
export async function auditedAlembic(
  files: Readonly<Record<string, string>>,
  { down = false }: { readonly down?: boolean } = {},
): Promise<readonly Finding[]> {
  await loadParser()
  const session = await nativeSession(18)
  const watch = await watchEvents(session)
  if (watch === null) throw new Error('no event triggers')
  const history = await alembicHistory(files)
  const replayable = replayableAlembicRevisions(history, { database: 'shop' })
  const { revisions, catalogue } = await replayHistory(session, replayable, { watch, down })
  const python = [...history.modules.files].map(([file, text]) => ({ file, text }))
  const historyFacts = historyFactsOf({
    revisions,
    alembic: history,
    outside: pythonMakers(python.filter(({ file }) => !file.includes('/versions/'))),
    lent: new Set(),
  })
  const failures = revisions.flatMap(({ revision, up: { failure } }): HistoryFailure[] =>
    failure === null ? [] : [{ kind: 'up', revision, ...failure }],
  )
  const chain = history.graph.order.map(({ id, message, at }) => ({
    ...{ id, title: message, at, hasWayBack: true },
    ...{ state: 'unasked' as const, isStamped: false, isOutOfOrder: false, parents: [] },
  }))
  const subject = heardCase({ history: catalogue }, { historyFacts, failures, chain })
  return audit(subject, plainSettings).findings
}
