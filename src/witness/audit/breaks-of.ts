import type { HistoryBreak } from '../../audit/history-break.ts'
import type { AlembicFault, AlembicRevision } from '../../history/alembic/alembic-revision.ts'
import type { AlembicHistory } from '../../history/alembic/read-alembic-history.ts'
import type { History } from '../../history/revision.ts'
import { reachable } from '../../kernel/graph.ts'

/** Where a history is broken, so that not all of it can be known. */
export function breaksOf(history: History): readonly HistoryBreak[] {
  if (history.kind === 'sql') return []
  const { source } = history
  const { faults, graph } = source
  const isRun = new Set(graph.order)
  const inCircles = graph.revisions.filter((one) => !isRun.has(one))
  return faults.flatMap((fault): readonly HistoryBreak[] => {
    const own = graph.revisions.filter(({ id }) => id === fault.revision)
    switch (fault.code) {
      case 'missing-revision':
      case 'unread-revision':
        return [brokenLink(own, fault, source)]
      case 'duplicate-revision':
      case 'syntax-error':
      case 'no-revision-id':
        return [breakWithin(own, fault, source)]
      case 'revision-cycle':
        return [{ ...breakWithin(inCircles, fault, source), kind: 'link' }]
      case 'long-revision-id':
        return []
    }
  })
}

function brokenLink(
  own: readonly AlembicRevision[],
  { at }: AlembicFault,
  source: AlembicHistory,
): HistoryBreak {
  const behind = following(own, source)
  return { at, kind: 'link', within: new Set(), behind, touches: null }
}

/** What is not known has its files: it could have touched whatever these name. */
function breakWithin(
  unknown: readonly AlembicRevision[],
  { at }: AlembicFault,
  source: AlembicHistory,
): HistoryBreak {
  const behind = new Set(following(unknown, source))
  for (const { id } of unknown) behind.delete(id)
  const files = new Set([at.file, ...unknown.map(({ file }) => file)])
  const words = [...files].flatMap(
    (file) => source.modules.files.get(file)?.match(/[\p{L}_][\p{L}\p{N}_$]*/gu) ?? [],
  )
  const within = new Set(unknown.map(({ id }) => id))
  return { at, kind: 'content', within, behind, touches: [...new Set(words)] }
}

/** Ids of revisions and of all that come after them, over other breaks too. */
function following(
  from: readonly AlembicRevision[],
  { graph: { revisions, assumed } }: AlembicHistory,
): ReadonlySet<string> {
  const parentsOf = (one: AlembicRevision): readonly string[] =>
    [...one.parents, ...one.dependsOn].flatMap((id) => [id, ...(assumed.get(id) ?? [])])
  const found = reachable(from, (one) =>
    revisions.filter((other) => parentsOf(other).includes(one.id)),
  )
  return new Set([...found].map(({ id }) => id))
}
