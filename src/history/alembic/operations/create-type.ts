import type {
  EnumDraft,
  SqlType,
  TableDraft,
  DomainDraft,
} from '../../../models/sqlalchemy/drafts.ts'
import { typeText } from '../../../models/sqlalchemy/type-text.ts'
import { asExpression } from '../../../models/sqlalchemy/expression-object.ts'
import { defaultText } from '../../../models/sqlalchemy/finish-column.ts'
import { flagIn, textIn } from '../../../models/sqlalchemy/read-value.ts'
import { expression, expressionText } from '../../../models/sqlalchemy/sql-expression.ts'
import type { HostCall, Steps } from '../../../python/value/value.ts'
import { identifier } from '../../../sql/identifier.ts'
import { literal } from '../../../sql/literal.ts'
import { joinSql, sql, type Sql } from '../../../sql/sql.ts'
import type { ReplayContext } from '../replay/replay-context.ts'
import { waitFor } from '../replay/wait-for.ts'
import { nameIn, words } from './read-arguments.ts'

/** A type of PostgreSQL's that SQLAlchemy creates. */
export type NamedType = (EnumDraft | DomainDraft) & { readonly name: string }

/** The named type within a type; null where it has none of its own. */
export function namedTypeIn(type: SqlType): NamedType | null {
  if (type.kind === 'array') return namedTypeIn(type.of)
  if (type.kind === 'domain') return type
  if (type.kind !== 'enum' || !type.isNative || type.name === null) return null
  return type as EnumDraft & { readonly name: string }
}

/** `create type … as enum (…)` */
export function createTypeText(type: NamedType): Sql {
  const name = nameIn(type.schema, type.name)
  if (type.kind === 'enum') {
    return sql`create type ${name} as enum (${joinSql(type.labels.map(literal), sql`, `)})`
  }
  const condition = textIn(type.check)
  const check =
    condition === null ? type.check && asExpression(type.check) : expression('text', [condition])
  const otherwise = type.default && defaultText(type.default)
  return words(
    sql`create domain ${name} as ${typeText(type.base) ?? sql`text`}`,
    type.collation === null ? sql`` : sql`collate ${identifier(type.collation)}`,
    otherwise ? sql`default ${otherwise}` : sql``,
    type.constraintName === null ? sql`` : sql`constraint ${identifier(type.constraintName)}`,
    type.notNull ? sql`not null` : sql``,
    check ? sql`check (${expressionText(check)})` : sql``,
  )
}

/** `drop type …` */
export function dropTypeText(type: NamedType): Sql {
  const name = nameIn(type.schema, type.name)
  return type.kind === 'enum' ? sql`drop type ${name}` : sql`drop domain ${name}`
}

/** Whether a type of that name is there. */
export function* typeExists(
  type: NamedType,
  call: HostCall,
  context: ReplayContext,
): Steps<boolean> {
  const name = literal(nameIn(type.schema, type.name))
  const ran = yield* waitFor(
    context.runner.ask(sql`select to_regtype(${name}) is not null as there`, call.at),
  )
  return ran.kind === 'done' && ran.rows[0]?.['there'] === true
}

/**
 * The types of a table's columns, as `op.create_table` makes them before the table: each once in a whole
 * run, not those with `create_type=False` nor those of a metadata.
 */
export function* createTypesOf(
  table: TableDraft,
  call: HostCall,
  context: ReplayContext,
): Steps<void> {
  for (const type of typesToMake(table)) {
    const before = context.madeTypes.note(type, call.at)
    if (before === null) yield* context.execute(createTypeText(type), call)
    // One that was dropped meanwhile is missing in the run, and not made twice.
    else if (yield* typeExists(type, call, context)) {
      context.madeTypes.skip(type, call.at, before)
    }
  }
}

/** The same as `table.create(bind)` does it, which remembers nothing of other tables. */
export function* createTypesAlone(
  table: TableDraft,
  { call, checksFirst }: { readonly call: HostCall; readonly checksFirst: boolean },
  context: ReplayContext,
): Steps<void> {
  const made = new Set<string>()
  for (const type of typesToMake(table)) {
    const key = `${type.schema ?? ''}.${type.name}`
    if (made.has(key)) continue
    made.add(key)
    if (checksFirst && (yield* typeExists(type, call, context))) continue
    yield* context.execute(createTypeText(type), call)
  }
}

function typesToMake(table: TableDraft): readonly NamedType[] {
  return table.columns.flatMap((column) => {
    const type = namedTypeIn(column.type)
    if (!type || type.metadata) return []
    if (type.kind === 'enum' && flagIn(type.keywords.get('create_type')) === false) return []
    if (type.kind === 'enum' && type.inheritSchema === true) type.schema = table.schema
    return type
  })
}
