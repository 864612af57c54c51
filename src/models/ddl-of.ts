import type { Place } from '../kernel/place.ts'
import { identifier, named } from '../sql/identifier.ts'
import { literal } from '../sql/literal.ts'
import { joinSql, sql, type Sql } from '../sql/sql.ts'
import type {
  Declaration,
  DeclaredColumn,
  DeclaredConstraint,
  DeclaredDomain,
  DeclaredSequence,
  DeclaredTable,
  DeclaredType,
  WrittenStatement,
} from './declaration.ts'

/** One statement, and what in the models it comes from. */
export interface DeclaredStatement {
  readonly sql: Sql
  readonly at: Place
  /** What it makes: `table users`, `index ix_users_email`. */
  readonly subject: string
}

/**
 * The statements that make what models declare. Constraints and indexes have statements of their own,
 * and foreign keys come last: what PostgreSQL refuses takes nothing else with it.
 */
export function ddlOf(declaration: Declaration): readonly DeclaredStatement[] {
  const { types, sequences, tables, beforehand, afterwards } = declaration
  return [
    ...beforehand.map((one) => writtenStatement(one, WHOLE)),
    ...types.map(typeStatement),
    ...sequences.map(sequenceStatement),
    ...tables.flatMap(tableStatements),
    ...tables.flatMap((table) =>
      table.constraints.filter(isForeignKey).flatMap((one) => constraintStatements(table, one)),
    ),
    ...afterwards.map((one) => writtenStatement(one, WHOLE)),
  ]
}

const WHOLE = 'a statement of the models'

function writtenStatement({ text, at }: WrittenStatement, subject: string): DeclaredStatement {
  return { sql: text, at, subject }
}

/** Schemas that models name and do not make, sorted. */
export function schemasOf({ types, sequences, tables }: Declaration): readonly string[] {
  const named = [...types, ...sequences, ...tables].flatMap(({ schema }) => schema ?? [])
  return [...new Set(named)].filter((name) => name !== 'public').sort()
}

function isForeignKey({ kind }: DeclaredConstraint): boolean {
  return kind === 'foreign-key'
}

/** A type as columns name it. */
export function typeName(type: DeclaredType): Sql {
  return named(type)
}

/** `create type …` or `create domain …`. */
export function typeStatement(type: DeclaredType): DeclaredStatement {
  const { at, name } = type
  if (type.kind === 'domain') return { sql: domainText(type), at, subject: `domain ${name}` }
  const labels = joinSql(type.labels.map(literal), sql`, `)
  return { sql: sql`create type ${named(type)} as enum (${labels})`, at, subject: `type ${name}` }
}

function domainText(domain: DeclaredDomain): Sql {
  const words: Sql[] = [sql`create domain ${named(domain)} as ${domain.base}`]
  if (domain.collation !== null) words.push(sql`collate ${identifier(domain.collation)}`)
  if (domain.default !== null) words.push(sql`default ${domain.default}`)
  if (domain.constraintName !== null) {
    words.push(sql`constraint ${identifier(domain.constraintName)}`)
  }
  if (domain.notNull) words.push(sql`not null`)
  if (domain.check !== null) words.push(sql`check (${domain.check})`)
  return joinSql(words, sql` `)
}

/** `create sequence …`. */
export function sequenceStatement(sequence: DeclaredSequence): DeclaredStatement {
  const words = [sql`create sequence ${named(sequence)}`, ...sequence.options]
  return { sql: joinSql(words, sql` `), at: sequence.at, subject: `sequence ${sequence.name}` }
}

function tableStatements(table: DeclaredTable): readonly DeclaredStatement[] {
  const { name, at } = table
  return [
    ...table.beforehand.map((one) => writtenStatement(one, `table ${name}`)),
    ...table.sequences.map(sequenceStatement),
    { sql: createTable(table), at, subject: `table ${name}` },
    ...table.constraints
      .filter((one) => one.kind !== 'primary-key' && !isForeignKey(one))
      .flatMap((one) => constraintStatements(table, one)),
    ...table.indexes.map((index) => ({
      sql: sql`create ${index.isUnique ? sql`unique index` : sql`index`} ${identifier(index.name)} on ${named(table)} ${index.definition}`,
      at: index.at,
      subject: `index ${index.name}`,
    })),
    ...commentStatements(table),
    ...table.afterwards.map((one) => writtenStatement(one, `table ${name}`)),
  ]
}

function createTable(table: DeclaredTable): Sql {
  const key = table.constraints.find(({ kind }) => kind === 'primary-key')
  const unknown = new Set(
    table.columns.filter(({ type }) => type.kind === 'unknown').map(({ name }) => name),
  )
  const parts = table.columns.filter(({ name }) => !unknown.has(name)).map(columnText)
  if (key?.kind === 'primary-key' && !key.columns.some((name) => unknown.has(name))) {
    parts.push(sql`${constraintName(key)}primary key (${identifiers(key.columns)})`)
  }
  const words = [
    sql`create`,
    ...table.prefixes,
    sql`table ${named(table)} (${joinSql(parts, sql`, `)})`,
    ...table.suffixes,
  ]
  return joinSql(words, sql` `)
}

/** A column as it stands in `create table`. */
export function columnText(column: DeclaredColumn): Sql {
  const words: Sql[] = [identifier(column.name)]
  if (column.type.kind === 'known') words.push(column.type.value)
  if (column.default?.kind === 'known') words.push(sql`default ${column.default.value}`)
  if (column.generated) words.push(column.generated)
  if (!column.nullable) words.push(sql`not null`)
  else if (column.generated?.includes('identity')) words.push(sql`null`)
  return joinSql(words, sql` `)
}

/** Names with commas between them. */
export function identifiers(names: readonly string[]): Sql {
  return joinSql(names.map(identifier), sql`, `)
}

/** `constraint name `, or nothing where it has none. */
export function constraintName({ name }: DeclaredConstraint): Sql {
  return name === null ? sql`` : sql`constraint ${identifier(name)} `
}

function constraintStatements(
  table: DeclaredTable,
  constraint: DeclaredConstraint,
): readonly DeclaredStatement[] {
  const { at, name } = constraint
  const subject = `constraint ${name ?? `of ${table.name}`}`
  const text = sql`alter table ${named(table)} add ${constraintName(constraint)}${definitionOf(constraint)}`
  const made: DeclaredStatement[] = [{ sql: text, at, subject }]
  if (constraint.comment !== null && name !== null) {
    const comment = literal(constraint.comment)
    made.push({
      sql: sql`comment on constraint ${identifier(name)} on ${named(table)} is ${comment}`,
      at,
      subject,
    })
  }
  return made
}

/** A constraint without its name. */
export function definitionOf(constraint: DeclaredConstraint): Sql {
  switch (constraint.kind) {
    case 'primary-key':
      return sql`primary key (${identifiers(constraint.columns)})`
    case 'foreign-key': {
      const { columns, target, targetColumns, options } = constraint
      const table = named({ schema: target.schema, name: target.table })
      const words = [
        sql`foreign key (${identifiers(columns)}) references ${table} (${identifiers(targetColumns)})`,
        ...options,
      ]
      return joinSql(words, sql` `)
    }
    case 'unique':
    case 'check':
    case 'exclusion':
      return constraint.definition
  }
}

/** `comment on …` for a table and its columns. */
export function commentStatements(table: DeclaredTable): readonly DeclaredStatement[] {
  const found: DeclaredStatement[] = []
  if (table.comment !== null) {
    const text = sql`comment on table ${named(table)} is ${literal(table.comment)}`
    found.push({ sql: text, at: table.at, subject: `table ${table.name}` })
  }
  for (const { name, comment, at } of table.columns) {
    if (comment === null) continue
    const text = sql`comment on column ${named(table)}.${identifier(name)} is ${literal(comment)}`
    found.push({ sql: text, at, subject: `column ${table.name}.${name}` })
  }
  return found
}
