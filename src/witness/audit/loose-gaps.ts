import type { HistoryGap } from '../../audit/audit-case.ts'
import type { Discovery } from '../../discovery/discovery.ts'

/** What was found, without the revisions that a history has after all: settings may say where it is. */
export function withoutRevisions(
  discovery: Discovery | null,
  revisions: ReadonlySet<string>,
): Discovery | null {
  if (discovery === null) return null
  const looseRevisions = discovery.looseRevisions.flatMap((one) => {
    const files = one.files.filter(({ at }) => !revisions.has(at.file))
    return files.length === 0 ? [] : [{ ...one, files }]
  })
  return { ...discovery, looseRevisions }
}

/**
 * What revisions that no history has may change of a database: nobody knows whether they are run, so what
 * the migrations make of it is not known either.
 */
export function looseGaps(discovery: Discovery | null, database: string): readonly HistoryGap[] {
  const folders = discovery?.looseRevisions ?? []
  return folders
    .filter(({ databases }) => databases.includes(database))
    .flatMap(({ files, why }) => files.flatMap((one) => ({ ...one, why })))
    .flatMap(({ id, at, names, namesMore, why: reason }): readonly HistoryGap[] => {
      const gap = { revision: id, text: `in no history (${reason})`, at, why: 'outside' } as const
      return [
        ...(names.length === 0 ? [] : [{ ...gap, touches: names }]),
        ...(namesMore ? [{ ...gap, touches: [] }] : []),
      ]
    })
}
