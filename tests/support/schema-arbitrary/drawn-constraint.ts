import type { Constraint, ForeignKey, PrimaryKey } from '../../../src/catalogue/constraint.ts'
import type { Column } from '../../../src/catalogue/column.ts'
import type { Table } from '../../../src/catalogue/table.ts'
import { identifier } from '../../../src/sql/identifier.ts'
import { compareText } from '../../../src/kernel/ordering.ts'
import { printedText, type Draft } from './draft.ts'

const deferrals = ['not-deferrable', 'not-deferrable', 'deferrable', 'initially-deferred'] as const
const actions = ['no-action', 'restrict', 'cascade', 'set-null', 'set-default'] as const

/** The columns that constraints are drawn on. */
export interface DrawnColumns {
  readonly key: Column
  readonly all: readonly Column[]
}

/** A primary key of the key column alone, which foreign keys can refer to. */
export function drawPrimaryKey(draft: Draft, { key }: DrawnColumns): PrimaryKey {
  return {
    kind: 'primary-key',
    ...facts(draft),
    ...indexBacked(draft, key),
    deferral: 'not-deferrable',
  }
}

/** Makes up a constraint. */
export type ConstraintMaker = (draft: Draft, columns: DrawnColumns) => Constraint

/** One for each kind that is on a table alone. */
export const constraintMakers: readonly ConstraintMaker[] = [drawUnique, drawCheck, drawExclusion]

function facts(draft: Draft): { name: string; inherited: boolean; comment: string | null } {
  return { name: draft.name('constraint'), inherited: false, comment: draft.comment() }
}

function indexBacked(draft: Draft, key: Column) {
  return {
    columns: [key.name],
    include: [],
    deferral: draft.one(deferrals),
    withoutOverlaps: false,
    storageParameters: draft.one([[], ['fillfactor=70']]),
  }
}

/** Types that a unique index takes, and PostgreSQL's own alone. */
const comparable = new Set(['integer', 'bigint', 'text', 'boolean', 'numeric(10,2)', 'uuid'])

/** The columns that an index can have for keys. */
export function comparableColumns({ all }: DrawnColumns): readonly Column[] {
  return all.filter(({ type, generated }) => comparable.has(type) && generated?.kind !== 'virtual')
}

function drawUnique(draft: Draft, columns: DrawnColumns): Constraint {
  const { key } = columns
  const others = draft.some(comparableColumns(columns).filter((column) => column !== key))
  const [first, ...rest] = others.map(({ name }) => name)
  return {
    kind: 'unique',
    ...facts(draft),
    ...indexBacked(draft, key),
    columns: [key.name, ...(first === undefined ? [] : [first])],
    include: rest,
    nullsNotDistinct: draft.chance(3),
  }
}

function drawCheck(draft: Draft, { key, all }: DrawnColumns): Constraint {
  const text = all.find(({ type }) => type === 'text')
  const number = `(${identifier(key.name)} > ${draft.integer(0, 9)})`
  const words = text && `(${identifier(text.name)} <> ${printedText(draft.text())}::text)`
  const enforced = !draft.chance(4)
  return {
    kind: 'check',
    ...facts(draft),
    expression: words === undefined ? number : `(${number} AND ${words})`,
    validated: enforced && !draft.chance(3),
    enforced,
    noInherit: draft.chance(4),
  }
}

function drawExclusion(draft: Draft, { key }: DrawnColumns): Constraint {
  const column = identifier(key.name)
  const condition = draft.chance(2) ? ` WHERE ((${column} > 0))` : ''
  return {
    kind: 'exclusion',
    ...facts(draft),
    definition: `EXCLUDE USING btree (${column} WITH =)${condition}`,
    deferral: draft.one(deferrals),
  }
}

/** A foreign key from the key column to that of another table, which has a primary key. */
export function drawForeignKey(draft: Draft, from: Column, target: Table): ForeignKey {
  const key = target.constraints.find(({ kind }) => kind === 'primary-key')
  if (key?.kind !== 'primary-key') throw new Error('the table has no primary key')
  const onDelete = draft.one(actions)
  const enforced = !draft.chance(5)
  const sets = onDelete === 'set-null' || onDelete === 'set-default'
  return {
    kind: 'foreign-key',
    ...facts(draft),
    columns: [from.name],
    references: { schema: target.schema, name: target.name },
    referencedColumns: key.columns,
    match: draft.one(['simple', 'full']),
    onUpdate: draft.one(actions),
    onDelete,
    onDeleteColumns: sets && draft.chance(2) ? [from.name].sort(compareText) : [],
    deferral: draft.one(deferrals),
    validated: enforced && !draft.chance(3),
    enforced,
    period: false,
  }
}
