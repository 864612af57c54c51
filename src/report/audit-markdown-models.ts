import type {
  AuditedDatabase,
  AuditedTable,
  AuditReport,
  TableModel,
} from '../audit/audit-report.ts'
import { subjectName } from '../audit/subject-name.ts'
import { sortedBy } from '../kernel/ordering.ts'
import { codeSpan, markdownTable } from './markdown-table.ts'

/** Every model, the table that it declares, the migration that makes it, and how they stand. */
export function modelTables(report: AuditReport): readonly string[] {
  return report.databases.flatMap((one) => {
    const rows = sortedBy(
      one.tables.flatMap((table) => table.models.map((model) => ({ table, model }))),
      ({ model: { at, name } }) => `${at.file}\0${String(at.line).padStart(9, '0')}\0${name}`,
    )
    if (rows.length === 0) return []
    const cells = rows.map((row) => modelRow(row, one, report))
    const head = ['file', 'model', 'metadata', 'table', 'made by', 'status']
    return [`## Models of ${one.database}\n\n${countLine(one)}\n\n${markdownTable(head, cells)}`]
  })
}

interface Row {
  readonly table: AuditedTable
  readonly model: TableModel
}

function modelRow(
  { table, model }: Row,
  { database }: AuditedDatabase,
  report: AuditReport,
): readonly string[] {
  return [
    codeSpan(`${model.at.file}:${model.at.line}`),
    codeSpan(model.name),
    codeSpan(model.metadata),
    codeSpan(table.table),
    table.madeBy === null ? 'nothing' : codeSpan(table.madeBy),
    statusOf(table, `${database}:${table.table}`, report),
  ]
}

/** What stands against a table: that it is not there, or the findings about it and its parts. */
function statusOf(table: AuditedTable, name: string, { findings }: AuditReport): string {
  if (table.inHistory === false && table.inDatabase !== true) return 'no table'
  const rules = findings.flatMap(({ rule, severity, subjects }) =>
    severity !== 'note' && subjects.map(subjectName).some((one) => isOf(one, name)) ? [rule] : [],
  )
  if (rules.length > 0) return [...new Set(rules)].join(', ')
  return table.inDatabase === false ? 'not in the database yet' : 'sound'
}

function isOf(subject: string, name: string): boolean {
  return subject === name || subject.startsWith(`${name}.`)
}

/** `12 models in 4 files and 2 metadatas; 3 of them have no table.` */
function countLine({ tables }: AuditedDatabase): string {
  const models = tables.flatMap((table) => table.models)
  const count = (values: readonly string[]): number => new Set(values).size
  const files = count(models.map(({ at }) => at.file))
  const metadatas = count(models.map(({ metadata }) => metadata))
  const without = tables
    .filter(({ inHistory, inDatabase }) => inHistory === false && inDatabase !== true)
    .flatMap((table) => table.models).length
  const told = `${models.length} models in ${files} files, of ${metadatas} metadata`
  return without === 0 ? `${told}.` : `${told}; ${without} without a table.`
}
