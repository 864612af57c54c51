import type { AuditedDatabase, AuditedTable, AuditReport } from '../audit/audit-report.ts'
import { formatEnd } from '../references/make-reference.ts'
import { judgeReference, referenceRisks } from '../references/reference-verdict.ts'
import { codeSpan, markdownTable } from './markdown-table.ts'

/** Every table, the migration that makes it, and who has it. */
export function tableTables({ databases }: AuditReport): readonly string[] {
  return databases
    .filter(({ tables }) => tables.length > 0)
    .map(({ database, tables }) => {
      const rows = tables.map((one) => [
        codeSpan(one.table),
        one.madeBy === null ? '' : codeSpan(one.madeBy),
        one.changedBy.map(codeSpan).join(', '),
        ...who(one),
        statusOf(one),
      ])
      const head = ['table', 'made by', 'changed by', 'models', 'migrations', 'database', 'status']
      return `## Tables of ${database}\n\n${markdownTable(head, rows)}`
    })
}

function who({ inCode, inHistory, inDatabase }: AuditedTable): readonly string[] {
  const said = (is: boolean | null, otherwise = 'not heard'): string =>
    is === null ? otherwise : is ? 'yes' : 'no'
  return [said(inCode), said(inHistory, 'not known'), said(inDatabase)]
}

function statusOf({ inCode, inHistory, inDatabase }: AuditedTable): string {
  const heard = [inCode, inHistory, inDatabase].filter((one) => one !== null)
  return heard.every((one) => one) ? 'there' : 'contradicted'
}

/** The chain of migrations, and where each stands. */
export function chainTables({ databases }: AuditReport): readonly string[] {
  return databases.filter(({ chain }) => chain.length > 0).map(chainOf)
}

const wayBackIn = {
  written: 'yes',
  missing: 'no',
  empty: 'does nothing',
  refused: 'refuses',
} as const

function chainOf({ database, chain }: AuditedDatabase): string {
  const rows = chain.map(({ id, title, state, isStamped, wayBack, at }) => [
    codeSpan(id),
    title,
    isStamped ? `${state}, stamped` : state,
    wayBackIn[wayBack.kind],
    at === null ? '' : codeSpan(at.file),
  ])
  return `## History of ${database}\n\n${markdownTable(['migration', 'title', 'state', 'way back', 'file'], rows)}`
}

/** Which types the columns have that point at each key. */
export function typeTables({ references }: AuditReport): readonly string[] {
  const byKey = new Map<string, { key: string; types: Map<string, number> }>()
  for (const { from, to } of references) {
    const end = formatEnd(to)
    const entry = byKey.get(end) ?? { key: to.types.join(', '), types: new Map<string, number>() }
    const type = from.types.join(', ')
    entry.types.set(type, (entry.types.get(type) ?? 0) + 1)
    byKey.set(end, entry)
  }
  if (byKey.size === 0) return []
  const rows = [...byKey].map(([end, { key, types }]) => [
    codeSpan(end),
    key,
    [...types].map(([type, count]) => `${count} × ${type}`).join(', '),
    [...types.keys()].every((type) => type === key) ? 'consistent' : 'mixed',
  ])
  return [
    `## Types of keys and of what points at them\n\n${markdownTable(['key', 'type', 'columns that point there', 'verdict'], rows)}`,
  ]
}

/** Every reference, within a database and across databases. */
export function referenceTables({ references }: AuditReport): readonly string[] {
  if (references.length === 0) return []
  const rows = references.map((reference) => {
    const { from, to, kind, constraint, isIndexed, confidence } = reference
    const verdict = judgeReference(reference)
    return [
      codeSpan(formatEnd(from)),
      codeSpan(formatEnd(to)),
      kind === 'implied' ? `implied (${confidence})` : kind,
      constraint === null ? 'none' : constraint.onDelete,
      isIndexed ? 'yes' : 'no',
      verdict,
      verdict === 'sound' ? '' : (reference.doubt?.says ?? referenceRisks[verdict]),
    ]
  })
  const head = ['from', 'to', 'known by', 'on delete', 'indexed', 'verdict', 'risk']
  return [`## References\n\n${markdownTable(head, rows)}`]
}
