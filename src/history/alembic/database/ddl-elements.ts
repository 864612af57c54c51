import { constraintName, definitionOf, sequenceStatement } from '../../../models/ddl-of.ts'
import { sequenceOf } from '../../../models/sqlalchemy/finish-column.ts'
import { flagIn, keyword, textIn } from '../../../models/sqlalchemy/read-value.ts'
import {
  construct,
  inert,
  itemOf,
  saObject,
  type Item,
  type SaObject,
} from '../../../models/sqlalchemy/sa-object.ts'
import type { HostCall, Steps } from '../../../python/value/value.ts'
import { identifier } from '../../../sql/identifier.ts'
import { joinSql, sql, type Sql } from '../../../sql/sql.ts'
import { declared } from '../operations/declared.ts'
import { indexText } from '../operations/index-directives.ts'
import { nameIn } from '../operations/read-arguments.ts'
import { wholeTableText } from '../operations/table-directives.ts'
import type { ReplayContext } from '../replay/replay-context.ts'
import type { ExecutableObject } from './executable-object.ts'

type Make = (item: Item | null, call: HostCall, context: ReplayContext) => Steps<Sql | null>

/** `CreateSequence(…)`, `CreateTable(…)` and their like: statements as objects. */
export function ddlElements(context: ReplayContext): readonly SaObject[] {
  return [...MAKERS].map(([name, make]) =>
    construct(name, (call) => elementObject(name, { make, made: call }, context)),
  )
}

function elementObject(
  name: string,
  { make, made }: { readonly make: Make; readonly made: HostCall },
  context: ReplayContext,
): ExecutableObject {
  return {
    ...saObject(
      name,
      { kind: 'construct', name },
      { getAttribute: (attribute) => (attribute.startsWith('__') ? null : inert(attribute)) },
    ),
    *statement(_parameters, call) {
      const text = yield* make(itemOf(made.positional[0]), made, context)
      if (text === null) context.gap(`"${name}" of this is not understood`, call.at)
      return text
    },
  }
}

function exists(call: HostCall, name: string, words: Sql): Sql {
  return flagIn(keyword(call.keywords, name)) === true ? words : sql``
}

const MAKERS: ReadonlyMap<string, Make> = new Map<string, Make>([
  [
    'CreateSequence',
    function* (item) {
      yield* []
      return item?.kind === 'sequence' ? sequenceStatement(sequenceOf(item)).sql : null
    },
  ],
  [
    'DropSequence',
    function* (item) {
      yield* []
      return item?.kind === 'sequence' ? sql`drop sequence ${nameIn(item.schema, item.name)}` : null
    },
  ],
  [
    'CreateSchema',
    function* (_item, call) {
      yield* []
      const name = textIn(call.positional[0] ?? call.keywords.get('name'))
      const words = exists(call, 'if_not_exists', sql`if not exists `)
      return name === null ? null : sql`create schema ${words}${identifier(name)}`
    },
  ],
  [
    'DropSchema',
    function* (_item, call) {
      yield* []
      const name = textIn(call.positional[0] ?? call.keywords.get('name'))
      const words = exists(call, 'if_exists', sql`if exists `)
      return name === null
        ? null
        : sql`drop schema ${words}${identifier(name)}${exists(call, 'cascade', sql` cascade`)}`
    },
  ],
  [
    'CreateTable',
    function* (item, call, context) {
      if (item?.kind !== 'table') return null
      const { table } = yield* declared(context, item)
      return wholeTableText(table, flagIn(keyword(call.keywords, 'if_not_exists')) === true)
    },
  ],
  [
    'DropTable',
    function* (item, call) {
      yield* []
      if (item?.kind !== 'table') return null
      return sql`drop table ${exists(call, 'if_exists', sql`if exists `)}${nameIn(item.schema, item.name)}`
    },
  ],
  [
    'CreateIndex',
    function* (item, _call, context) {
      if (item?.kind !== 'index' || !item.table) return null
      const owner = item.table
      const { table } = yield* declared(context, owner)
      const texts = table.indexes
        .filter(({ at }) => at === item.at)
        .map((one) => indexText(owner, one))
      return texts.length === 0 ? null : joinSql(texts, sql`; `)
    },
  ],
  [
    'AddConstraint',
    function* (item, _call, context) {
      if (item?.kind !== 'constraint' || !item.column?.table) return null
      const owner = item.column.table
      const { table } = yield* declared(context, owner)
      const one = table.constraints.find(({ at }) => at === item.at)
      return one
        ? sql`alter table ${nameIn(owner.schema, owner.name)} add ${constraintName(one)}${definitionOf(one)}`
        : null
    },
  ],
])
