import { compareText } from '../kernel/ordering.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { ObjectReference } from '../catalogue/object-reference.ts'
import { formatName } from '../catalogue/qualified-name.ts'
import type { DatabaseCase } from './audit-case.ts'
import type { AuditedTable, TableModel } from './audit-report.ts'
import { breakBehind } from './history-break.ts'
import type { ModelFact } from './model-facts.ts'

/** Every table that some witness knows, with the revisions that it comes from. Without partitions. */
export function auditedTables(subject: DatabaseCase): readonly AuditedTable[] {
  const { testimonies, touches, modelFacts } = subject
  const { code, history, database } = testimonies
  const catalogues = [code, history, database].flatMap((one) => (one ? [one.catalogue] : []))
  const named = new Map(catalogues.flatMap(tablesOf).map((table) => [formatName(table), table]))
  const has = (catalogue: Catalogue | undefined): ReadonlySet<string> =>
    new Set(catalogue?.tables.map(formatName))
  const [inCode, inHistory, inDatabase] = [code, history, database].map((one) =>
    has(one?.catalogue),
  )
  return [...named]
    .sort(([left], [right]) => compareText(left, right))
    .map(([path, { schema, name }]) => {
      const reference: ObjectReference = { kind: 'table', schema, name }
      const revisions = touches.of(reference)
      const madeBy = revisions.find(({ kind }) => kind === 'made')?.revision ?? null
      const others = revisions.map(({ revision }) => revision).filter((one) => one !== madeBy)
      return {
        table: path,
        madeBy,
        changedBy: [...new Set(others)],
        inHistory: inHistory?.has(path) === true || (isUnknown(reference, subject) ? null : false),
        inDatabase: database && inDatabase?.has(path) === true,
        inCode: code && inCode?.has(path) === true,
        models: modelFacts.models.filter((one) => formatName(one.table) === path).map(modelOf),
      }
    })
}

/** Of what was there before a break nobody knows what became of it. */
function isUnknown(table: ObjectReference, subject: DatabaseCase): boolean {
  return breakBehind(table, null, subject) !== null
}

function modelOf({ module, className, metadata, at }: ModelFact): TableModel {
  return { name: className === null ? module : `${module}.${className}`, metadata, at }
}

function tablesOf({ tables }: Catalogue): Catalogue['tables'] {
  return tables.filter(({ partitionOf }) => partitionOf === null)
}
