import { formatReference, referenceKey } from '../../catalogue/object-reference.ts'
import { identifier, qualified } from '../../sql/identifier.ts'
import { literal } from '../../sql/literal.ts'
import { setType } from '../../sql/print/column.ts'
import { printedText } from '../../sql/print/printed-text.ts'
import { sql, type Sql } from '../../sql/sql.ts'
import type { Hazard } from '../hazard.ts'
import { statements, type PlanStatement, type PlanStep, type Removal } from '../plan-step.ts'
import type { Preflight } from '../preflight.ts'
import { originalsOf } from '../removals.ts'
import { alterStep, type ColumnChange } from './column-change.ts'
import { releasedKey } from './step-keys.ts'
import { isSwapped } from './type-swap.ts'
import type { Planning } from './planning.ts'

/** The step that gives a column its type, and the columns below it with it. */
export function retypeStep(change: ColumnChange, planning: Planning): readonly PlanStep[] {
  const { key } = change
  if (!planning.fates.retyped.has(key) || isRetypedByParent(key, planning)) return []
  const family = [key, ...columnsBelow(key, planning)]
  // What PostgreSQL does not even read cannot fail to fit, nor look different.
  const { learned, major } = planning.options
  const risky = learned.rewriting.has(key)
  const facts = risky ? typeChangeRisks(change, major) : {}
  return [
    alterStep(
      change,
      statements(setType(change.table, change.to, usingOf(change, planning)), facts),
      {
        makes: family,
        bears: family.map((member) => ({ key: member, share: 'signature' as const })),
        needs: family.filter((member) => member !== key).map(releasedKey),
        after: family.flatMap((member) => removedDependents(member, planning)),
      },
    ),
  ]
}

/** Whether values wait as text while their type is made anew: only ranges cannot be moved aside. */
export function takesTypeByWayOfText(
  { key }: Pick<ColumnChange, 'key'>,
  { sides, fates, removals }: Planning,
): boolean {
  if (!fates.retyped.has(key)) return false
  return (sides.from.needs.get(key) ?? []).some(({ on }) => {
    const object = sides.from.objects.get(referenceKey(on))
    if (object?.kind !== 'type' || object.described.kind !== 'range') return false
    return removals.droppers.includes(referenceKey(on))
  })
}

/** Turns values to text. */
export function toTextStatements({ table, to }: ColumnChange): readonly PlanStatement[] {
  const text = { name: to.name, type: 'text', collation: null }
  return statements(setType(table, text, sql`${identifier(to.name)}::pg_catalog.text`))
}

function isRetypedByParent(key: string, { sides, fates }: Planning): boolean {
  const object = sides.from.objects.get(key)
  if (object === undefined) return false
  return originalsOf(object, sides, fates).some((original) => fates.retyped.has(original))
}

/** The columns of partitions and children that take their type from a column. */
function columnsBelow(key: string, planning: Planning): readonly string[] {
  const { sides, fates } = planning
  const column = sides.from.objects.get(key)
  if (column?.kind !== 'column') return []
  const { schema, relation: name } = column.reference
  const tables = sides.from.below.get(referenceKey({ kind: 'table', schema, name })) ?? []
  return tables.flatMap((table) => {
    const below = referenceKey({ ...column.reference, schema: table.schema, relation: table.name })
    const object = sides.from.objects.get(below)
    const inherits = object && originalsOf(object, sides, fates).includes(key)
    return inherits ? [below, ...columnsBelow(below, planning)] : []
  })
}

function removedDependents(key: string, { sides, fates, removals }: Planning): readonly Removal[] {
  return (sides.from.dependents.get(key) ?? []).flatMap(({ dependent }) => {
    const other = referenceKey(dependent)
    return fates.isRemoved(other) ? [{ dependent: other, key: removals.goneKey(other) }] : []
  })
}

/** Without a clause PostgreSQL casts as an assignment would, and refuses what would cut values off. */
function usingOf(change: ColumnChange, planning: Planning): Sql | null {
  const { key, from, to } = change
  if (to.generated !== null || from.generated !== null) return null
  const name = identifier(to.name)
  const type = printedText(to.type)
  if (takesTypeByWayOfText(change, planning)) return sql`${name}::${type}`
  const byText = usesSwappedType(key, planning)
  switch (byText ? 'text' : planning.options.learned.casts.get(key)) {
    case undefined:
      return null
    case 'explicit':
      return sql`${name}::${type}`
    case 'text':
      return sql`${name}::pg_catalog.text::${type}`
  }
}

function usesSwappedType(key: string, planning: Planning): boolean {
  const { from } = planning.sides
  return (from.needs.get(key) ?? []).some(
    ({ on }) => on.kind === 'type' && isSwapped(referenceKey(on), planning),
  )
}

/** What can go wrong when a column gets another type. */
export function typeChangeRisks(
  change: Pick<ColumnChange, 'reference' | 'table' | 'from' | 'to'>,
  major: number,
): Pick<PlanStatement, 'hazards' | 'preflight'> {
  return { hazards: hazardsOf(change), preflight: preflightOf(change, major) }
}

function hazardsOf({
  reference,
  from,
  to,
}: Pick<ColumnChange, 'reference' | 'from' | 'to'>): readonly Hazard[] {
  const name = formatReference(reference)
  if (from.type === to.type && from.collation === to.collation) return []
  return [
    {
      kind: 'may-fail-on-data',
      sentence: `A value of ${name} may not fit ${to.type}.`,
    },
    {
      kind: 'breaks-application',
      sentence: `Code that takes ${name} for ${from.type} finds ${to.type}.`,
    },
  ]
}

/** `pg_input_is_valid` is there since PostgreSQL 16. */
function preflightOf(
  { table, to, from }: Pick<ColumnChange, 'table' | 'from' | 'to'>,
  major: number,
): readonly Preflight[] {
  if (from.type === to.type || major < 16) return []
  const value = identifier(to.name)
  const fits = sql`pg_catalog.pg_input_is_valid(${value}::pg_catalog.text, ${literal(to.type)})`
  return [
    {
      counts: `values of ${table.schema}.${table.name}.${to.name} that are no ${to.type}`,
      query: sql`select count(*) as count from ${qualified(table)} where ${value} is not null and not ${fits}`,
    },
  ]
}
