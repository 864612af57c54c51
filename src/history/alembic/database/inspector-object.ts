import { typeObject } from '../../../models/sqlalchemy/type-object.ts'
import { textIn } from '../../../models/sqlalchemy/read-value.ts'
import { construct, saObject, type SaObject } from '../../../models/sqlalchemy/sa-object.ts'
import { list } from '../../../python/value/make.ts'
import { bool, none, str } from '../../../python/value/plain-value.ts'
import { Raised } from '../../../python/value/raised.ts'
import { UnknownReached } from '../../../python/value/unknown-reached.ts'
import type { HostCall, Steps, Value } from '../../../python/value/value.ts'
import type { ReplayContext } from '../replay/replay-context.ts'
import { waitFor } from '../replay/wait-for.ts'
import { exceptionOf } from './exceptions.ts'
import { askInspector, type InspectorQuery } from './inspector-query.ts'
import { reflectedType } from './reflected-type.ts'
import { dictOf, valueOf } from './result-object.ts'

interface Asked {
  readonly call: HostCall
  readonly context: ReplayContext
}

type Answer = (asked: Asked) => Steps<Value>

/**
 * What `sa.inspect(bind)` gives; it asks the shadow.
 *
 * @param behind what it says of the bind that it was made of
 */
export function inspectorObject(
  context: ReplayContext,
  behind: (name: string) => Value | null = () => null,
): SaObject {
  return saObject(
    'Inspector',
    { kind: 'inert', name: 'Inspector' },
    {
      getAttribute: (name) => {
        const answer = ANSWERS[name]
        if (answer) return construct(name, (call) => answer({ call, context }))
        if (name === 'default_schema_name') return str('public')
        if (name === 'clear_cache') return construct(name, () => none)
        return behind(name)
      },
    },
  )
}

function schemaOf({ call }: Asked, index: number): string | null {
  return textIn(call.positional[index] ?? call.keywords.get('schema'))
}

function tableOf({ call }: Asked): string {
  const value =
    call.positional[0] ?? call.keywords.get('table_name') ?? call.keywords.get('view_name')
  return textIn(value) ?? ''
}

function* ask<Row>(
  { context }: Asked,
  query: InspectorQuery,
  values: readonly (string | null)[],
): Steps<readonly Row[]> {
  return yield* waitFor(askInspector<Row>(context.runner.session, query, values))
}

function listOf(kinds: string): Answer {
  return function* (asked) {
    const rows = yield* ask<{ name: string; kind: string }>(asked, 'relations', [
      schemaOf(asked, 0),
    ])
    return list(rows.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => str(name)))
  }
}

function has(kinds: string): Answer {
  return function* (asked) {
    const found = yield* ask<{ kind: string }>(asked, 'visible', [
      schemaOf(asked, 1),
      tableOf(asked),
    ])
    return bool(found.some(({ kind }) => kinds.includes(kind)))
  }
}

/** The table that is asked for; one that nobody made is borrowed, or unknown rather than absent. */
function* there(asked: Asked): Steps<{ readonly comment: string | null }> {
  const { call, context } = asked
  const relation = { schema: schemaOf(asked, 1), name: tableOf(asked) }
  const look = (): Steps<readonly { readonly comment: string | null }[]> =>
    ask(asked, 'visible', [relation.schema, relation.name])
  const [found] = yield* look()
  if (found) return found
  const message = relation.name
  if (!call.machine.isTried) {
    if (yield* waitFor(context.runner.lend(relation, call.at))) {
      const [lent] = yield* look()
      if (lent) return lent
    }
    const isUnknown = context.runner.presupposed.some(({ name }) => name === relation.name)
    if (isUnknown) {
      const reason = `PostgreSQL refused it: relation "${relation.name}" does not exist`
      throw new UnknownReached(call.machine.unknown(reason))
    }
  }
  throw new Raised(exceptionOf('NoSuchTableError', { message, code: null, at: call.at }), call.at)
}

interface ConstraintRow {
  readonly name: string
  readonly kind: string
  readonly columns: readonly string[]
  readonly referred_table: string | null
  readonly referred_schema: string | null
  readonly referred_columns: readonly string[]
  readonly on_delete: string
  readonly on_update: string
  readonly deferrable: boolean
  readonly deferred: boolean
  readonly definition: string
  readonly comment: string | null
}

function constraints(kind: string, shape: (row: ConstraintRow) => Value): Answer {
  return function* (asked) {
    yield* there(asked)
    const rows = yield* ask<ConstraintRow>(asked, 'constraints', [
      schemaOf(asked, 1),
      tableOf(asked),
    ])
    return list(rows.filter((row) => row.kind === kind).map(shape))
  }
}

const ACTIONS: Readonly<Record<string, string>> = {
  c: 'CASCADE',
  n: 'SET NULL',
  d: 'SET DEFAULT',
  r: 'RESTRICT',
}

function foreignKey(row: ConstraintRow): Value {
  const options: [string, unknown][] = []
  const removal = ACTIONS[row.on_delete]
  const update = ACTIONS[row.on_update]
  if (removal !== undefined) options.push(['ondelete', removal])
  if (update !== undefined) options.push(['onupdate', update])
  if (row.deferrable) options.push(['deferrable', true])
  if (row.deferred) options.push(['initially', 'DEFERRED'])
  return dictOf([
    ['name', row.name],
    ['constrained_columns', row.columns],
    ['referred_schema', row.referred_schema],
    ['referred_table', row.referred_table],
    ['referred_columns', row.referred_columns],
    ['options', dictOf(options)],
    ['comment', row.comment],
  ])
}

interface ColumnRow {
  readonly name: string
  readonly type: string
  readonly nullable: boolean
  readonly default: string | null
  readonly computed: string | null
  readonly identity: string
  readonly comment: string | null
  readonly labels: readonly string[] | null
}

function columnFacts(row: ColumnRow): Value {
  return dictOf([
    ['name', row.name],
    ['type', typeObject(reflectedType(row.type, row.labels))],
    ['nullable', row.nullable],
    ['default', row.default],
    ['autoincrement', (row.default ?? '').startsWith('nextval(')],
    ['comment', row.comment],
    ...(row.computed === null
      ? []
      : [['computed', dictOf([['sqltext', row.computed]])] as [string, Value]]),
    ...(row.identity === ''
      ? []
      : [['identity', dictOf([['always', row.identity === 'a']])] as [string, Value]]),
  ])
}

interface IndexRow {
  readonly name: string
  readonly unique: boolean
  readonly constraint: string | null
  readonly method: string
  readonly predicate: string | null
  readonly columns: readonly (string | null)[]
  readonly include: readonly string[]
}

function indexFacts(row: IndexRow): Value {
  return dictOf([
    ['name', row.name],
    ['unique', row.unique],
    ['column_names', row.columns],
    ['include_columns', row.include],
    ['dialect_options', dictOf([['postgresql_using', row.method]])],
    ...(row.constraint === null
      ? []
      : [['duplicates_constraint', row.constraint] as [string, string]]),
  ])
}

const ANSWERS: Readonly<Record<string, Answer>> = {
  get_table_names: listOf('rp'),
  get_view_names: listOf('v'),
  get_materialized_view_names: listOf('m'),
  get_sequence_names: listOf('S'),
  has_table: has('rpvmf'),
  has_sequence: has('S'),
  *get_schema_names(asked) {
    const rows = yield* ask<{ name: string }>(asked, 'schemas', [])
    return list(rows.map(({ name }) => str(name)))
  },
  *has_schema(asked) {
    const rows = yield* ask<{ name: string }>(asked, 'schemas', [])
    return bool(rows.some(({ name }) => name === tableOf(asked)))
  },
  *get_columns(asked) {
    yield* there(asked)
    const rows = yield* ask<ColumnRow>(asked, 'columns', [schemaOf(asked, 1), tableOf(asked)])
    return list(rows.map(columnFacts))
  },
  *get_indexes(asked) {
    yield* there(asked)
    const rows = yield* ask<IndexRow>(asked, 'indexes', [schemaOf(asked, 1), tableOf(asked)])
    return list(rows.map(indexFacts))
  },
  *has_index(asked) {
    const wanted = textIn(asked.call.positional[1] ?? asked.call.keywords.get('index_name'))
    const rows = yield* ask<IndexRow>(asked, 'indexes', [schemaOf(asked, 2), tableOf(asked)])
    return bool(rows.some(({ name }) => name === wanted))
  },
  get_foreign_keys: constraints('f', foreignKey),
  get_unique_constraints: constraints('u', ({ name, columns, comment }) =>
    dictOf([
      ['name', name],
      ['column_names', columns],
      ['comment', comment],
    ]),
  ),
  get_check_constraints: constraints('c', ({ name, definition, comment }) =>
    dictOf([
      ['name', name],
      ['sqltext', /^CHECK \(+(.*?)\)+$/s.exec(definition)?.[1] ?? definition],
      ['comment', comment],
    ]),
  ),
  *get_pk_constraint(asked) {
    yield* there(asked)
    const rows = yield* ask<ConstraintRow>(asked, 'constraints', [
      schemaOf(asked, 1),
      tableOf(asked),
    ])
    const key = rows.find(({ kind }) => kind === 'p')
    return dictOf([
      ['name', key?.name ?? null],
      ['constrained_columns', key?.columns ?? []],
      ['comment', key?.comment ?? null],
    ])
  },
  *get_table_comment(asked) {
    return dictOf([['text', (yield* there(asked)).comment]])
  },
  *get_table_options(asked) {
    yield* there(asked)
    return dictOf([])
  },
  *get_enums(asked) {
    const rows = yield* ask<Readonly<Record<string, unknown>>>(asked, 'enums', [schemaOf(asked, 0)])
    return list(rows.map(valueOf))
  },
}
