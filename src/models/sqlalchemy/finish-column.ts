import type { Evaluated } from '../../kernel/evaluated.ts'
import type { Value } from '../../python/value/value.ts'
import { literal } from '../../sql/literal.ts'
import { joinSql, sql, verbatim, type Sql } from '../../sql/sql.ts'
import type { DeclaredColumn, DeclaredSequence } from '../declaration.ts'
import type { ColumnDraft, SequenceDraft, SqlType, TableDraft } from './drafts.ts'
import { asExpression } from './expression-object.ts'
import type { Finishing } from './finishing.ts'
import { targetOf } from './key-target.ts'
import { flagIn, keyword, numberIn, textIn } from './read-value.ts'
import { isUnknown, itemOf } from './sa-object.ts'
import { expression, expressionText } from './sql-expression.ts'
import { typeText } from './type-text.ts'

/** A column as it is declared. What is unknown of it is told as a gap. */
export function columnOf(column: ColumnDraft, finishing: Finishing): DeclaredColumn {
  const { table, reading } = finishing
  const subject = `${table.name}.${column.name ?? '?'}`
  for (const doubt of column.doubts) reading.doubt(doubt, subject)
  const type = typeOf(column)
  const text = typeText(type)
  if (text === null && column.doubts.length === 0) {
    reading.gap(reasonOf(type), type.kind === 'unknown-type' ? type.at : column.at, subject)
  }
  const serial = isSerial(column, type, table)
  const made = serial === null ? text : verbatim(serial)
  return {
    name: column.name ?? '',
    type:
      made === null
        ? { kind: 'unknown', reason: reasonOf(type), at: column.at }
        : { kind: 'known', value: made, at: column.at },
    nullable: nullable(column),
    default: serial === null ? defaultOf(column, finishing) : null,
    generated: generatedOf(column, finishing),
    hasClientDefault: column.hasClientDefault,
    comment: column.comment,
    at: column.at,
  }
}

function reasonOf(type: SqlType): string {
  if (type.kind === 'unknown-type') return type.reason
  return type.kind === 'enum' ? 'this enum has no name' : 'this column has no type'
}

function nullable(column: ColumnDraft): boolean {
  if (column.nullable !== null) return column.nullable
  return !column.isPrimaryKey && column.identity === null
}

/** A column's own type; a foreign key without one takes that of its target. */
export function typeOf(column: ColumnDraft, seen: readonly ColumnDraft[] = []): SqlType {
  if (column.type.kind !== 'null' || !column.table || seen.includes(column)) return column.type
  const targets: Value[] = column.foreignKeys.map(({ target }) => target)
  for (const constraint of column.table.constraints) {
    if (constraint.form !== 'foreign-key') continue
    const index = constraint.columns.findIndex((one) => textIn(one) === column.key)
    const target = constraint.targets[index]
    if (target) targets.push(target)
  }
  for (const target of targets) {
    const found = targetOf(target, column.table)?.found
    if (found) return typeOf(found, [...seen, column])
  }
  return column.type
}

/** `SERIAL` and its like for a primary key that counts by itself; null for all else. */
function isSerial(column: ColumnDraft, type: SqlType, table: TableDraft): string | null {
  const { autoincrement, serverDefault } = column
  const isKept = column.isPrimaryKey && type.kind === 'plain' && !hasOtherSource(column)
  if (!isKept || serverDefault !== null || autoincrement === false) return null
  if (autoincrement === true) return type.serial
  if (table.columns.filter((one) => one.isPrimaryKey).length > 1) return null
  const points = column.foreignKeys.length > 0 || isInKey(column, table)
  return points && autoincrement !== 'ignore_fk' ? null : type.serial
}

/** Whether values come from somewhere else than a sequence of the column's own. */
function hasOtherSource({ identity, hasClientDefault, computed, sequence }: ColumnDraft): boolean {
  if (identity !== null || hasClientDefault || computed !== null) return true
  return sequence !== null && !sequence.isOptional
}

function isInKey(column: ColumnDraft, table: TableDraft): boolean {
  return table.constraints.some(
    ({ form, columns }) =>
      form === 'foreign-key' &&
      columns.some((one) => textIn(one) === column.key || itemOf(one) === column),
  )
}

function defaultOf(column: ColumnDraft, { table, reading }: Finishing): Evaluated<Sql> | null {
  const { serverDefault, at } = column
  if (!serverDefault) return null
  const value = defaultText(serverDefault)
  if (value !== null) return { kind: 'known', value, at }
  const reason = isUnknown(serverDefault) ? serverDefault.reason : 'this default is not understood'
  if (!isUnknown(serverDefault)) reading.gap(reason, at, `${table.name}.${column.name ?? ''}`)
  return { kind: 'unknown', reason, at }
}

/** A text is a value, all else an expression. */
export function defaultText(value: Value): Sql | null {
  const text = textIn(value)
  if (text !== null) return literal(text)
  if (value.kind !== 'host') return null
  const made = asExpression(value)
  return made && expressionText(made)
}

function generatedOf(column: ColumnDraft, { table, reading }: Finishing): Sql | null {
  const { computed, identity } = column
  if (computed) {
    const text = textIn(computed.expression)
    const made = text === null ? asExpression(computed.expression) : expression('text', [text])
    if (!made) {
      reading.gap(
        'this computed column is not understood',
        column.at,
        `${table.name}.${column.name ?? ''}`,
      )
      return null
    }
    // SQLAlchemy 2.1 leaves the word out, and PostgreSQL 18 then stores nothing.
    const [major, minor] = reading.version.sqlalchemy
    const isNew = major > 2 || (major === 2 && minor >= 1)
    const word =
      computed.persisted === false
        ? sql` virtual`
        : computed.persisted === null && isNew
          ? sql``
          : sql` stored`
    return sql`generated always as (${expressionText(made)})${word}`
  }
  if (!identity) return null
  const options = sequenceOptions(identity.options)
  const inner = options.length === 0 ? sql`` : sql` (${joinSql(options, sql` `)})`
  return identity.always
    ? sql`generated always as identity${inner}`
    : sql`generated by default as identity${inner}`
}

/** `increment by 2 start with 5` */
export function sequenceOptions(options: ReadonlyMap<string, Value>): readonly Sql[] {
  const found: Sql[] = []
  const number = (name: string, words: Sql): void => {
    const value = numberIn(keyword(options, name))
    if (value !== null) found.push(sql`${words} ${literal(value)}`)
  }
  number('increment', sql`increment by`)
  number('start', sql`start with`)
  number('minvalue', sql`minvalue`)
  number('maxvalue', sql`maxvalue`)
  if (flagIn(keyword(options, 'nominvalue')) === true) found.push(sql`no minvalue`)
  if (flagIn(keyword(options, 'nomaxvalue')) === true) found.push(sql`no maxvalue`)
  number('cache', sql`cache`)
  const cycle = flagIn(keyword(options, 'cycle'))
  if (cycle !== null) found.push(cycle ? sql`cycle` : sql`no cycle`)
  return found
}

/** A sequence as it is declared. */
export function sequenceOf(sequence: SequenceDraft): DeclaredSequence {
  const type = itemOf(sequence.options.get('data_type'))
  const typed = type?.kind === 'type-class' ? SEQUENCE_TYPES.get(type.name) : undefined
  const options = sequenceOptions(sequence.options)
  return {
    schema: sequence.schema,
    name: sequence.name,
    options: typed === undefined ? options : [sql`as ${verbatim(typed)}`, ...options],
    at: sequence.at,
  }
}

const SEQUENCE_TYPES: ReadonlyMap<string, string> = new Map([
  ['SmallInteger', 'smallint'],
  ['Integer', 'integer'],
  ['BigInteger', 'bigint'],
])
