import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Constraint } from '../catalogue/constraint.ts'
import { referenceKey } from '../catalogue/object-reference.ts'
import { formatName } from '../catalogue/qualified-name.ts'
import type { Table } from '../catalogue/table.ts'
import { canonicalJson } from '../kernel/canonical-json.ts'
import { sortedBy } from '../kernel/ordering.ts'
import { partsOf, type CatalogueObject } from './catalogue-object.ts'
import { matchedByContent } from './constraint-matching.ts'
import { matched } from './matching.ts'
import type { CatalogueTestimony } from './testimony.ts'

/**
 * Gives the constraints of a testimony the names that another one has for the same constraints. Models
 * leave most of them unnamed, and then the name that PostgreSQL makes says nothing about the models.
 */
export function withNamesOf(
  testimony: CatalogueTestimony,
  named: CatalogueTestimony,
): CatalogueTestimony {
  const others = new Map(named.catalogue.tables.map((table) => [formatName(table), table]))
  const original = new Map<string, string>()
  const tables = testimony.catalogue.tables.map((table) => {
    const other = others.get(formatName(table))
    if (!other) return table
    const majors = { left: testimony.major, right: named.major }
    const names = namesOf(table, other, majors)
    for (const [own, given] of names) original.set(keyOf(formatName(table), given), own)
    return names.size === 0 ? table : { ...table, constraints: renamed(table.constraints, names) }
  })
  const { placeOf } = testimony
  const catalogue: Catalogue = { ...testimony.catalogue, tables }
  if (placeOf === undefined) return { ...testimony, catalogue }
  return {
    ...testimony,
    catalogue,
    placeOf: (object, attribute) => {
      if (object.kind !== 'constraint') return placeOf(object, attribute)
      const table = formatName({ schema: object.schema, name: object.relation })
      const name = original.get(keyOf(table, object.name)) ?? object.name
      return placeOf({ ...object, name }, attribute)
    },
  }
}

/** The names of the one that are others in the other, where that leaves no two of one name. */
function namesOf(
  table: Table,
  other: Table,
  majors: Parameters<typeof matchedByContent>[1],
): ReadonlyMap<string, string> {
  const { both, leftOnly, rightOnly } = matchedByContent(
    { left: constraintsOf(table), right: constraintsOf(other) },
    majors,
  )
  const keys = matched({ left: leftOnly, right: rightOnly }, { key: arrowOf })
  const taken = new Set(table.constraints.map(({ name }) => name))
  const names = new Map<string, string>()
  for (const { left, right } of [...both, ...keys.both]) {
    if (left.kind !== 'constraint' || right.kind !== 'constraint') continue
    const [own, given] = [left.described.name, right.described.name]
    if (own !== given && !taken.has(given)) names.set(own, given)
  }
  return names
}

/** From where to where a foreign key points: one of another action is the same key, and differs in that. */
function arrowOf({ kind, reference, described }: CatalogueObject): string {
  if (kind !== 'constraint' || described.kind !== 'foreign-key') return referenceKey(reference)
  const { columns, references, referencedColumns } = described
  return canonicalJson([columns, formatName(references), referencedColumns])
}

function constraintsOf(table: Table): readonly CatalogueObject[] {
  const { schema, name } = table
  const whole: CatalogueObject = {
    kind: 'table',
    reference: { kind: 'table', schema, name },
    described: table,
  }
  return partsOf(whole).filter(({ kind }) => kind === 'constraint')
}

function renamed(
  constraints: readonly Constraint[],
  names: ReadonlyMap<string, string>,
): readonly Constraint[] {
  const all = constraints.map((one) => ({ ...one, name: names.get(one.name) ?? one.name }))
  return sortedBy(all, ({ name }) => name)
}

function keyOf(table: string, name: string): string {
  return `${table}\0${name}`
}
