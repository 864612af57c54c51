import type { ObjectReference } from '../../catalogue/object-reference.ts'
import { formatName } from '../../catalogue/qualified-name.ts'
import type { Table } from '../../catalogue/table.ts'
import { shellWord } from '../../kernel/shell-word.ts'
import type { Place } from '../../kernel/place.ts'
import type { AuditCase, DatabaseCase } from '../audit-case.ts'
import { tableSubject } from '../model-findings.ts'
import { groupsOf, type FactGroup } from '../revision-rule.ts'
import type { Found, Rule } from '../rule.ts'
import { countOf, listOf } from '../sentences.ts'
import { homesOf, tableOf } from '../table-homes.ts'

/** A revision makes a table that belongs to another database. */
export const revisionInWrongDatabase: Rule = {
  name: 'revision-in-wrong-database',
  family: 'history',
  severity: 'error',
  finds: 'A migration makes a table in one database that only the models of another one declare.',
  why: 'The code looks for the table where it is not: every statement that names it fails.',
  check: (whole) =>
    whole.databases.flatMap((subject) =>
      groupsOf(strangersIn(subject, whole), ({ revision, home }) => `${revision} ${home}`).map(
        (group) => foundOf(group, subject),
      ),
    ),
}

interface Stranger {
  readonly table: Table
  readonly revision: string
  readonly home: string
  readonly declaredAt: Place | null
  readonly at: Place | null
}

/** Tables of a history that its own models do not declare, and those of one other database do. */
function strangersIn(subject: DatabaseCase, whole: AuditCase): readonly Stranger[] {
  const { code, history } = subject.testimonies
  if (code === null || history === null) return []
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

function foundOf(group: FactGroup<Stranger>, { database }: DatabaseCase): Found {
  const [{ revision, home }] = group
  const paths = group.map(({ table }) => formatName(table))
  return {
    database,
    culprit: 'history',
    message: `migration ${revision} of ${database} makes ${countOf(paths.length, 'table')} (${listOf(paths)}) that ${paths.length === 1 ? 'belongs' : 'belong'} to ${home}.`,
    subjects: [
      { kind: 'revision', database, revision },
      ...group.map(({ table }) => tableSubject(database, table)),
    ],
    evidence: group.flatMap(({ table, at, declaredAt }) => [
      {
        witness: 'history',
        subject: formatName(table),
        says: `made in ${database} by ${revision}`,
        at,
      },
      { witness: 'code', subject: formatName(table), says: `declared for ${home}`, at: declaredAt },
    ]),
    cures: [
      {
        kind: 'command',
        purpose: `Make it in ${home}, and drop it here in a migration of its own`,
        text: `elenchus new ${shellWord(home)} "tables that were made in ${database}"`,
      },
    ],
  }
}
