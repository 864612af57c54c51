import type { QualifiedName } from '../catalogue/qualified-name.ts'
import type { Place } from '../kernel/place.ts'
import { identifier, named } from '../sql/identifier.ts'
import { literal } from '../sql/literal.ts'
import { joinSql, sql, type Sql } from '../sql/sql.ts'
import { mergedConstraints } from './merged-constraints.ts'
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
  /** What it makes of a table; null where it makes something else. */
  readonly makes: Making | null
  /** Statements that make of it what can be made, where PostgreSQL refuses the whole; empty for a small one. */
  readonly inParts: readonly DeclaredStatement[]
}

/** A table of the models, or a part of one. */
export interface Making {
  readonly table: QualifiedName
  /** Null for the table itself. */
  readonly part: MadePart | null
}

/** A part of a table; without a name where PostgreSQL makes it. */
export interface MadePart {
  readonly kind: 'column' | 'default' | 'constraint' | 'index'
  readonly name: string | null
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

/** A statement that PostgreSQL takes or refuses as a whole. */
function statement(
  text: Sql,
  { at }: { readonly at: Place },
  said: Pick<DeclaredStatement, 'subject'> & Partial<Pick<DeclaredStatement, 'makes' | 'inParts'>>,
): DeclaredStatement {
  return { sql: text, at, makes: null, inParts: [], ...said }
}

function writtenStatement({ text, at }: WrittenStatement, subject: string): DeclaredStatement {
  return statement(text, { at }, { subject })
}

/** A part of a table as statements name it. */
function makingOf({ schema, name }: DeclaredTable, part: MadePart | null): Making {
  return { table: { schema: schema ?? 'public', name }, part }
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
  const { name } = type
  if (type.kind === 'domain') {
    return statement(domainText(type), type, { subject: `domain ${name}` })
  }
  const labels = joinSql(type.labels.map(literal), sql`, `)
  const text = sql`create type ${named(type)} as enum (${labels})`
  return statement(text, type, { subject: `type ${name}` })
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
  return statement(joinSql(words, sql` `), sequence, { subject: `sequence ${sequence.name}` })
}

function tableStatements(declared: DeclaredTable): readonly DeclaredStatement[] {
  const table = { ...declared, constraints: mergedConstraints(declared.constraints) }
  const { name } = table
  return [
    ...table.beforehand.map((one) => writtenStatement(one, `table ${name}`)),
    ...table.sequences.map(sequenceStatement),
    statement(createTable(table), table, {
      subject: `table ${name}`,
      makes: makingOf(table, null),
      inParts: tableInParts(table),
    }),
    ...table.constraints
      .filter((one) => one.kind !== 'primary-key' && !isForeignKey(one))
      .flatMap((one) => constraintStatements(table, one)),
    ...table.indexes.map((index) =>
      statement(
        sql`create ${index.isUnique ? sql`unique index` : sql`index`} ${identifier(index.name)} on ${named(table)} ${index.definition}`,
        index,
        {
          subject: `index ${index.name}`,
          makes: makingOf(table, { kind: 'index', name: index.name }),
        },
      ),
    ),
    ...commentStatements(table),
    ...table.afterwards.map((one) => writtenStatement(one, `table ${name}`)),
  ]
}

function createTable(table: DeclaredTable): Sql {
  const key = keyOf(table)
  return tableOf(table, [
    ...readColumns(table).map(columnText),
    ...(key === null ? [] : [sql`${constraintName(key)}${definitionOf(key)}`]),
  ])
}

/** The primary key, where all of its columns could be read. */
function keyOf(table: DeclaredTable): DeclaredConstraint | null {
  const names = new Set(readColumns(table).map(({ name }) => name))
  const key = table.constraints.find(({ kind }) => kind === 'primary-key')
  return key?.kind === 'primary-key' && key.columns.every((name) => names.has(name)) ? key : null
}

function readColumns({ columns }: DeclaredTable): readonly DeclaredColumn[] {
  return columns.filter(({ type }) => type.kind === 'known')
}

function tableOf(table: DeclaredTable, parts: readonly Sql[]): Sql {
  const words = [
    sql`create`,
    ...table.prefixes,
    sql`table ${named(table)} (${joinSql(parts, sql`, `)})`,
    ...table.suffixes,
  ]
  return joinSql(words, sql` `)
}

/**
 * A table of which PostgreSQL refuses something: a default that calls a function which only a migration
 * makes, a type of an extension that is not there. Its columns come first without their defaults, and
 * one after another where that is refused too.
 */
function tableInParts(table: DeclaredTable): readonly DeclaredStatement[] {
  const columns = readColumns(table)
  const bare = columns.filter(({ generated }) => generated === null).map(withoutDefault)
  const key = keyOf(table)
  return [
    statement(tableOf(table, bare.map(columnText)), table, {
      subject: `table ${table.name}`,
      makes: makingOf(table, null),
      inParts: [
        statement(tableOf(table, []), table, {
          subject: `table ${table.name}`,
          makes: makingOf(table, null),
        }),
        ...bare.map((column) => addColumn(table, column)),
      ],
    }),
    ...columns.filter(({ generated }) => generated !== null).map((one) => addColumn(table, one)),
    ...(key === null ? [] : constraintStatements(table, key)),
    ...columns.flatMap((column) => defaultStatements(table, column)),
  ]
}

function withoutDefault(column: DeclaredColumn): DeclaredColumn {
  return { ...column, default: null }
}

function addColumn(table: DeclaredTable, column: DeclaredColumn): DeclaredStatement {
  return statement(sql`alter table ${named(table)} add column ${columnText(column)}`, column, {
    subject: `column ${table.name}.${column.name}`,
    makes: makingOf(table, { kind: 'column', name: column.name }),
  })
}

function defaultStatements(
  table: DeclaredTable,
  column: DeclaredColumn,
): readonly DeclaredStatement[] {
  if (column.default?.kind !== 'known' || column.generated !== null) return []
  const text = sql`alter table ${named(table)} alter column ${identifier(column.name)} set default ${column.default.value}`
  return [
    statement(text, column, {
      subject: `default of ${table.name}.${column.name}`,
      makes: makingOf(table, { kind: 'default', name: column.name }),
    }),
  ]
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
  const { name, comment } = constraint
  const subject = `constraint ${name ?? `of ${table.name}`}`
  const makes = makingOf(table, { kind: 'constraint', name })
  const text = sql`alter table ${named(table)} add ${constraintName(constraint)}${definitionOf(constraint)}`
  const made = statement(text, constraint, { subject, makes })
  if (comment === null || name === null) return [made]
  const said = sql`comment on constraint ${identifier(name)} on ${named(table)} is ${literal(comment)}`
  return [made, statement(said, constraint, { subject })]
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
    found.push(statement(text, table, { subject: `table ${table.name}` }))
  }
  for (const { name, comment, at } of table.columns) {
    if (comment === null) continue
    const text = sql`comment on column ${named(table)}.${identifier(name)} is ${literal(comment)}`
    found.push(statement(text, { at }, { subject: `column ${table.name}.${name}` }))
  }
  return found
}
