import { formatReference, referenceKey } from '../../catalogue/object-reference.ts'
import { holdsEveryValue } from '../../catalogue/holds-every-value.ts'
import type { QualifiedName } from '../../catalogue/qualified-name.ts'
import { identifier, qualified } from '../../sql/identifier.ts'
import { literal } from '../../sql/literal.ts'
import { setNullable, setType } from '../../sql/print/column.ts'
import { printedText } from '../../sql/print/printed-text.ts'
import { joinSql, sql, type Sql } from '../../sql/sql.ts'
import type { Hazard } from '../hazard.ts'
import { statements, type PlanStatement, type PlanStep, type Removal } from '../plan-step.ts'
import type { Preflight } from '../preflight.ts'
import { columnsAbove } from '../removals.ts'
import { alterStep, type ColumnChange } from './column-change.ts'
import { withParts } from '../side.ts'
import { releasedKey, settledKey } from './step-keys.ts'
import { isSwapped } from './type-swap.ts'
import type { Planning } from './planning.ts'

/** The step that gives a column its type, and the columns below it with it. */
export function retypeStep(change: ColumnChange, planning: Planning): readonly PlanStep[] {
  const { key } = change
  if (!planning.fates.retyped.has(key) || isRetypedByParent(key, planning)) return []
  const family = familyOf(key, planning)
  // What PostgreSQL does not even read cannot fail to fit, nor look different.
  const { learned } = planning.options
  const risky = learned.rewriting.has(key)
  const facts = risky ? typeChangeRisks(change, planning) : {}
  return [
    alterStep(
      change,
      aroundNotNull(change, planning, [
        ...statements(setType(change.table, change.to, usingOf(change, planning)), facts),
      ]),
      {
        makes: family,
        bears: family.map((member) => ({ key: member, share: 'signature' as const })),
        needs: [
          ...family.filter((member) => member !== key).map(releasedKey),
          ...(planning.fates.waiting.has(key) ? changedRows(planning) : []),
        ],
        after: removedFromFamily(key, planning),
      },
    ),
  ]
}

/** Nulls are let in meanwhile where PostgreSQL wants it; nothing can write any under its lock. */
function aroundNotNull(
  { key, table, from, to }: ColumnChange,
  { options }: Planning,
  retyping: readonly PlanStatement[],
): readonly PlanStatement[] {
  if (from.nullable || !options.learned.nullsMeanwhile.has(key)) return retyping
  const column = { name: to.name }
  const open = statements(setNullable(table, { ...column, nullable: true }))
  const closed = to.nullable ? [] : statements(setNullable(table, { ...column, nullable: false }))
  return [...open, ...retyping, ...closed]
}

/** Whether values wait as text while their type changes: only ranges cannot be moved aside. */
export function takesTypeByWayOfText(
  { key }: Pick<ColumnChange, 'key'>,
  { sides, fates, removals }: Planning,
): boolean {
  if (!fates.retyped.has(key)) return false
  if (fates.waiting.has(key)) return true
  return (sides.from.needs.get(key) ?? []).some(({ on }) => {
    const object = sides.from.objects.get(referenceKey(on))
    if (object?.kind !== 'type' || object.described.kind !== 'range') return false
    return removals.droppers.includes(referenceKey(on))
  })
}

/** Turns values to text. */
export function toTextStatements(
  change: ColumnChange,
  planning: Planning,
): readonly PlanStatement[] {
  const { table, from, to } = change
  const text = { name: to.name, type: 'text', collation: null }
  const turned = statements(setType(table, text, sql`${identifier(to.name)}::pg_catalog.text`))
  // Its nulls are kept out, or let in, once it has its type.
  return aroundNotNull({ ...change, to: { ...to, nullable: from.nullable } }, planning, turned)
}

/** What values wait for: that the tables and types of their rows are as they shall be. */
function changedRows({ sides, fates, options }: Planning): readonly string[] {
  return [...options.learned.rows]
    .flatMap((key) => withParts(key, sides.to))
    .filter((part) => !fates.waiting.has(part))
    .flatMap((part) => [part, settledKey(part)])
}

/** Whether the statement for the column of a parent gives that of the child its type. */
export function isRetypedByParent(key: string, { sides, fates }: Planning): boolean {
  const object = sides.from.objects.get(key)
  if (object === undefined) return false
  return columnsAbove(object, sides, fates).some((original) => fates.retyped.has(original))
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
    const inherits = object && columnsAbove(object, sides, fates).includes(key)
    return inherits ? [below, ...columnsBelow(below, planning)] : []
  })
}

/** What stands in the way of another type of a column and of those below it, and goes. */
export function removedFromFamily(key: string, planning: Planning): readonly Removal[] {
  return familyOf(key, planning).flatMap((member) => removedDependents(member, planning))
}

function familyOf(key: string, planning: Planning): readonly string[] {
  return [key, ...columnsBelow(key, planning)]
}

function removedDependents(key: string, { sides, fates, removals }: Planning): readonly Removal[] {
  return (sides.from.dependents.get(key) ?? []).flatMap(({ dependent }) => {
    const other = referenceKey(dependent)
    // A sequence that a column owns does not care for its type.
    return dependent.kind !== 'sequence' && fates.isRemoved(other)
      ? [{ dependent: other, key: removals.goneKey(other) }]
      : []
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
  const rows = byText ? rowOf(change, planning) : null
  if (rows !== null) return rows
  switch (byText ? 'text' : planning.options.learned.casts.get(key)) {
    case undefined:
      return null
    case 'explicit':
      return sql`${name}::${type}`
    case 'text':
      return sql`${name}::pg_catalog.text::${type}`
  }
}

/** A row of a composite type that was made anew, out of the old one: text would have other places. */
function rowOf({ from, to }: ColumnChange, planning: Planning): Sql | null {
  const { sides } = planning
  const types = [sides.from, sides.to].map(({ catalogue }) =>
    catalogue.types.find((type) => qualified(type) === to.type && type.kind === 'composite-type'),
  )
  const [before, after] = types
  if (before?.kind !== 'composite-type' || after?.kind !== 'composite-type') return null
  if (from.type !== to.type) return null
  const column = identifier(to.name)
  const values = after.attributes.map(({ name, type }) => {
    const kept = before.attributes.find((attribute) => attribute.name === name)
    if (kept === undefined) return sql`null`
    const value = sql`(${column}).${identifier(name)}`
    const same = kept.type === type && !hasNewType(before, name, planning)
    return same ? value : sql`${value}::pg_catalog.text::${printedText(type)}`
  })
  const row = sql`row(${joinSql(values, sql`, `)})::${printedText(to.type)}`
  return sql`case when ${column} is distinct from null then ${row} end`
}

/** Whether the type of an attribute is another one, though it has the same name. */
function hasNewType(
  { schema, name: type }: QualifiedName,
  name: string,
  { sides, fates }: Planning,
): boolean {
  const key = referenceKey({ kind: 'composite-attribute', schema, type, name })
  return (sides.from.needs.get(key) ?? []).some(({ on }) => fates.isRemoved(referenceKey(on)))
}

function usesSwappedType(key: string, planning: Planning): boolean {
  const { from } = planning.sides
  return (from.needs.get(key) ?? []).some(
    ({ on }) => on.kind === 'type' && isSwapped(referenceKey(on), planning),
  )
}

/** What can go wrong when a column gets another type. */
export function typeChangeRisks(
  change: ChangingType,
  planning: Planning,
): Pick<PlanStatement, 'hazards' | 'preflight'> {
  return {
    hazards: hazardsOf(change, planning),
    preflight: preflightOf(change, planning.options.major),
  }
}

type ChangingType = Pick<ColumnChange, 'key' | 'reference' | 'table' | 'from' | 'to'>

function hazardsOf(
  { key, reference, from, to }: ChangingType,
  planning: Planning,
): readonly Hazard[] {
  const name = formatReference(reference)
  const reader = `Code that takes ${name} for ${from.type} finds ${to.type}.`
  // A type of the same name is one that was made anew, with other labels.
  const isWider = from.type !== to.type && holdsEveryValue(to.type, from.type)
  if (isWider) return [{ kind: 'breaks-application', sentence: reader }]
  if (from.type === to.type && from.collation === to.collation) {
    const sentence = `A value of ${name} may not fit ${to.type} as it shall be.`
    return usesSwappedType(key, planning) ? [{ kind: 'may-fail-on-data', sentence }] : []
  }
  return [
    {
      kind: 'may-fail-on-data',
      sentence: `A value of ${name} may not fit ${to.type}.`,
    },
    { kind: 'breaks-application', sentence: reader },
  ]
}

/** `pg_input_is_valid` is there since PostgreSQL 16. */
function preflightOf(
  { table, to, from }: Pick<ColumnChange, 'table' | 'from' | 'to'>,
  major: number,
): readonly Preflight[] {
  if (holdsEveryValue(to.type, from.type) || major < 16) return []
  const value = identifier(to.name)
  const fits = sql`pg_catalog.pg_input_is_valid(${value}::pg_catalog.text, ${literal(to.type)})`
  return [
    {
      counts: `values of ${table.schema}.${table.name}.${to.name} that are no ${to.type}`,
      query: sql`select count(*) as count from ${qualified(table)} where ${value} is not null and not ${fits}`,
    },
  ]
}
