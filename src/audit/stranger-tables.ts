import type { ObjectReference } from '../catalogue/object-reference.ts'
import { formatName } from '../catalogue/qualified-name.ts'
import type { Table } from '../catalogue/table.ts'
import type { Place } from '../kernel/place.ts'
import type { AuditCase, DatabaseCase } from './audit-case.ts'
import { homesOf, tableOf } from './table-homes.ts'

/** A table that a revision makes in another database than the one whose models declare it. */
export interface Stranger {
  readonly table: Table
  readonly revision: string
  readonly home: string
  readonly declaredAt: Place | null
  readonly at: Place | null
}

/** Tables of a history that its own models do not declare, and those of one other database do. */
export function strangersIn(subject: DatabaseCase, whole: AuditCase): readonly Stranger[] {
  const { code, history } = subject.testimonies
  if (whole.databases.length < 2 || code === null || history === null) return []
  const own = new Set(code.catalogue.tables.map(formatName))
  return history.catalogue.tables.flatMap((table): readonly Stranger[] => {
    const path = formatName(table)
    const homes = homesOf(path, subject, whole)
    const [home] = homes
    if (own.has(path) || homes.length !== 1 || home === undefined || !lacks(home, path)) return []
    const reference: ObjectReference = { kind: 'table', schema: table.schema, name: table.name }
    const made = subject.touches.of(reference).find(({ kind }) => kind === 'made')
    const declaredAt = home.testimonies.code?.placeOf?.(reference, null) ?? null
    if (made === undefined) return []
    return [{ table, revision: made.revision, home: home.database, declaredAt, at: made.at }]
  })
}

/** Whether the models of a database have a table, and its history was heard and does not make it. */
function lacks({ testimonies: { code, history } }: DatabaseCase, path: string): boolean {
  return tableOf(code, path) !== null && history !== null && tableOf(history, path) === null
}

/** Whether a table is made in one of the databases and belongs to another one. */
export function isStranger(path: string, { database }: DatabaseCase, whole: AuditCase): boolean {
  return namesOf(whole).has(`${database}:${path}`)
}

/** Every contradiction asks for them. */
const known = new WeakMap<AuditCase, ReadonlySet<string>>()

function namesOf(whole: AuditCase): ReadonlySet<string> {
  const found =
    known.get(whole) ??
    new Set(
      whole.databases.flatMap((one) =>
        strangersIn(one, whole).flatMap(({ table, home }) => {
          const path = formatName(table)
          return [`${one.database}:${path}`, `${home}:${path}`]
        }),
      ),
    )
  known.set(whole, found)
  return found
}
