import fc from 'fast-check'
import type { Aggregate } from '../../src/catalogue/aggregate.ts'
import type { Catalogue } from '../../src/catalogue/catalogue.ts'
import type { Column } from '../../src/catalogue/column.ts'
import type { Constraint, Deferral, ReferentialAction } from '../../src/catalogue/constraint.ts'
import type { Policy } from '../../src/catalogue/policy.ts'
import type { Routine } from '../../src/catalogue/routine.ts'
import type { Sequence, SequenceParameters } from '../../src/catalogue/sequence.ts'
import type { ExtendedStatistics } from '../../src/catalogue/statistics.ts'
import type { TableIndex } from '../../src/catalogue/table-index.ts'
import type { Table } from '../../src/catalogue/table.ts'
import type { Trigger } from '../../src/catalogue/trigger.ts'
import type { UserType } from '../../src/catalogue/user-type.ts'
import type { View } from '../../src/catalogue/view.ts'
import { sortedBy } from '../../src/kernel/ordering.ts'
import { qualified } from '../../src/sql/identifier.ts'

/**
 * Catalogues of every kind of object, consistent in themselves: names are unique, keys name columns
 * that are there, foreign keys and views refer to tables that are there. Lists are sorted as the
 * introspection sorts them.
 */
export function catalogueArbitrary(): fc.Arbitrary<Catalogue> {
  return fc
    .record({
      types: listOf('type', userType),
      sequences: listOf('seq', sequence),
      tables: fc.array(tableSeed(), { minLength: 1, maxLength: 4 }).map(tablesOf),
      routines: listOf('fn', routine),
      aggregates: listOf('agg', aggregate),
    })
    .chain(({ tables, ...rest }) =>
      fc
        .record({
          views: listOf('view', view(tables)),
          statistics: listOf('stat', statistics(tables)),
        })
        .map((dependants) => ({ ...whole, tables, ...rest, ...dependants })),
    )
}

const whole = {
  schemas: [
    { kind: 'schema', name: 'app', comment: null },
    { kind: 'schema', name: 'public', comment: 'the usual one' },
  ],
  extensions: [{ kind: 'extension', name: 'citext', schema: 'public' }],
  undescribed: [{ kind: 'undescribed', objectKind: 'operator', identity: 'public.===(text,text)' }],
} as const satisfies Partial<Catalogue>

/** Words that need quotes, hold dots or are not ASCII are among them. */
const word = fc.constantFrom('users', 'Order', 'user', 'a.b', 'größe', 'it"s', 'x')
const comment = fc.constantFrom(null, "the user's own", 'two\nlines')
const deferral = fc.constantFrom<Deferral>('not-deferrable', 'deferrable', 'initially-deferred')
const action = fc.constantFrom<ReferentialAction>('no-action', 'restrict', 'cascade', 'set-null')
const storageParameters = fc.constantFrom<readonly string[]>([], ['fillfactor=70'])

/** A name and its schema; the number makes it unique, the suffix keeps kinds apart. */
function nameAt(suffix: string, index: number): fc.Arbitrary<{ schema: string; name: string }> {
  return fc.record({
    schema: fc.constantFrom('app', 'public'),
    name: word.map((text) => `${text}_${suffix}_${index}`),
  })
}

type NameArbitrary = fc.Arbitrary<{ schema: string; name: string }>

function listOf<T extends { schema: string; name: string }>(
  suffix: string,
  one: (name: NameArbitrary) => fc.Arbitrary<T>,
): fc.Arbitrary<readonly T[]> {
  const lists = [0, 1, 2, 3].map((length) =>
    fc.tuple(...Array.from({ length }, (_, index) => one(nameAt(suffix, index)))),
  )
  return fc.oneof(...lists).map((list) => sortedBy(list, ({ schema, name }) => `${schema}.${name}`))
}

/** Like `fc.record`, for facts that go with a name. */
function withName<T, Facts>(
  name: fc.Arbitrary<T>,
  facts: { [Key in keyof Facts]: fc.Arbitrary<Facts[Key]> },
): fc.Arbitrary<T & Facts> {
  return fc.tuple(name, fc.record(facts)).map(([named, rest]) => ({ ...named, ...(rest as Facts) }))
}

function userType(name: NameArbitrary): fc.Arbitrary<UserType> {
  return fc.oneof(
    withName(name, {
      kind: fc.constant('enum' as const),
      labels: fc.uniqueArray(fc.constantFrom('sad', 'ok', 'Very Happy'), { minLength: 1 }),
      comment,
    }),
    withName(name, {
      kind: fc.constant('domain' as const),
      baseType: fc.constantFrom('text', 'numeric(10,2)'),
      collation: fc.constant(null),
      nullable: fc.boolean(),
      default: fc.constant(null),
      checks: fc.constantFrom(
        [],
        [
          {
            name: 'filled',
            definition: 'CHECK ((VALUE IS NOT NULL))',
            validated: true,
            comment: null,
          },
        ],
      ),
      comment,
    }),
    withName(name, {
      kind: fc.constant('composite-type' as const),
      attributes: fc.constantFrom(
        [{ name: 'street', type: 'text', collation: null, comment: null }],
        [
          { name: 'b', type: 'text', collation: 'pg_catalog."C"', comment: null },
          { name: 'a', type: 'integer', collation: null, comment: 'first' },
        ],
      ),
      comment,
    }),
    withName(name, {
      kind: fc.constant('range' as const),
      subtype: fc.constantFrom('integer', 'text'),
      operatorClass: fc.constant(null),
      collation: fc.constant(null),
      canonical: fc.constant(null),
      subtypeDifference: fc.constant(null),
      multirange: fc.constant({ schema: 'public', name: 'a_multirange' }),
      comment,
    }),
  )
}

const parameters: fc.Arbitrary<SequenceParameters> = fc.record({
  type: fc.constant('bigint'),
  start: fc.constantFrom('1', '100'),
  increment: fc.constantFrom('1', '10'),
  minimum: fc.constant('1'),
  maximum: fc.constant('9223372036854775807'),
  cache: fc.constantFrom('1', '20'),
  cycle: fc.boolean(),
})

function sequence(name: NameArbitrary): fc.Arbitrary<Sequence> {
  return withName(name, {
    kind: fc.constant('sequence' as const),
    parameters,
    persistence: fc.constantFrom('permanent', 'unlogged'),
    ownedBy: fc.constant(null),
    comment,
  })
}

/** What a column's type allows as its default and as a generation expression. */
const columnTypes = [
  { type: 'uuid', defaults: [null, 'gen_random_uuid()'] },
  { type: 'text', defaults: [null, "''::text", "'a'::text"] },
  { type: 'integer', defaults: [null, '0', '(1 + 2)'] },
  { type: 'timestamp with time zone', defaults: [null, 'now()'] },
  { type: 'numeric(10,2)', defaults: [null, '1.5'] },
  { type: 'boolean', defaults: [null, 'true'] },
  { type: 'jsonb', defaults: [null, "'{}'::jsonb"] },
] as const

type ColumnSeed = Omit<Column, 'name'>

const columnSeed: fc.Arbitrary<ColumnSeed> = fc
  .constantFrom(...columnTypes)
  .chain(({ type, defaults }) =>
    fc.record({
      kind: fc.constant('column' as const),
      type: fc.constant(type),
      collation: type === 'text' ? fc.constantFrom(null, 'pg_catalog."C"') : fc.constant(null),
      nullable: fc.boolean(),
      default: fc.constantFrom<string | null>(...defaults),
      generated: fc.constant(null),
      identity: fc.constant(null),
      storage: type === 'text' ? fc.constantFrom(null, 'external') : fc.constant(null),
      compression: type === 'text' ? fc.constantFrom(null, 'pglz') : fc.constant(null),
      statisticsTarget: fc.constantFrom(null, 500),
      inherited: fc.constant(false),
      comment,
    }),
  )

/** The columns that every table begins with: a key, a generated and an identity column. */
const firstColumns = fc
  .tuple(parameters, fc.constantFrom('always' as const, 'by-default' as const))
  .map(([facts, kind]) => (table: { schema: string; name: string }): readonly Column[] => [
    { ...plainColumn('id', 'uuid'), nullable: false, default: 'gen_random_uuid()' },
    { ...plainColumn('parent_id', 'uuid') },
    {
      ...plainColumn('number', 'bigint'),
      nullable: false,
      identity: {
        kind,
        sequence: { schema: table.schema, name: `${table.name}_number_seq` },
        parameters: facts,
      },
    },
    {
      ...plainColumn('short_id', 'text'),
      generated: { kind: 'stored', expression: '"left"((id)::text, 8)' },
    },
  ])

function plainColumn(name: string, type: string): Column {
  return {
    kind: 'column',
    name,
    type,
    collation: null,
    nullable: true,
    default: null,
    generated: null,
    identity: null,
    storage: null,
    compression: null,
    statisticsTarget: null,
    inherited: false,
    comment: null,
  }
}

/** All that a table is before it has a name and the other tables to refer to. */
interface TableSeed {
  readonly name: { readonly schema: string; readonly name: string }
  readonly table: Pick<
    Table,
    'persistence' | 'rowSecurity' | 'storageParameters' | 'replicaIdentity' | 'comment'
  >
  readonly firstColumns: (table: { schema: string; name: string }) => readonly Column[]
  readonly columns: readonly ColumnSeed[]
  readonly target: number
  readonly foreignKey: Pick<
    Extract<Constraint, { kind: 'foreign-key' }>,
    'match' | 'onUpdate' | 'onDelete' | 'deferral' | 'validated'
  >
  readonly facts: ReadonlySet<'unique' | 'check' | 'exclusion' | 'foreign-key'>
  readonly indexes: readonly Omit<TableIndex, 'name'>[]
  readonly triggers: readonly Pick<Trigger, 'enabled' | 'comment'>[]
  readonly policies: readonly Omit<Policy, 'name'>[]
}

function tableSeed(): fc.Arbitrary<TableSeed> {
  return fc.record({
    name: nameAt('table', 0),
    table: fc.record({
      persistence: fc.constantFrom('permanent', 'unlogged'),
      rowSecurity: fc.constantFrom('disabled', 'enabled', 'forced'),
      storageParameters,
      replicaIdentity: fc.constantFrom('default', 'full', 'nothing'),
      comment,
    }),
    firstColumns,
    columns: fc.array(columnSeed, { maxLength: 4 }),
    target: fc.nat(),
    foreignKey: fc.record({
      match: fc.constantFrom('simple', 'full'),
      onUpdate: action,
      onDelete: action,
      deferral,
      validated: fc.boolean(),
    }),
    facts: fc
      .subarray(['unique', 'check', 'exclusion', 'foreign-key'] as const)
      .map((facts) => new Set(facts)),
    indexes: fc.array(index, { maxLength: 3 }),
    triggers: fc.array(
      fc.record({ enabled: fc.constantFrom('origin', 'replica', 'always', 'disabled'), comment }),
      { maxLength: 2 },
    ),
    policies: fc.array(policy, { maxLength: 2 }),
  })
}

const index: fc.Arbitrary<Omit<TableIndex, 'name'>> = fc.record({
  kind: fc.constant('index' as const),
  method: fc.constant('btree'),
  unique: fc.boolean(),
  nullsNotDistinct: fc.constant(false),
  keys: fc.array(
    fc.record({
      on: fc.constantFrom(
        { kind: 'column' as const, name: 'id' },
        { kind: 'expression' as const, text: 'lower(short_id)' },
      ),
      collation: fc.constant(null),
      operatorClass: fc.constant(null),
      order: fc.constantFrom('ascending', 'descending'),
      nulls: fc.constantFrom('first', 'last'),
    }),
    { minLength: 1, maxLength: 2 },
  ),
  include: fc.constantFrom([], ['number']),
  where: fc.constantFrom(null, '(parent_id IS NOT NULL)'),
  storageParameters,
  valid: fc.constant(true),
  partitionOf: fc.constant(null),
  clustered: fc.constant(false),
  comment,
})

const policy: fc.Arbitrary<Omit<Policy, 'name'>> = fc.record({
  kind: fc.constant('policy' as const),
  command: fc.constantFrom('all', 'update'),
  permissive: fc.boolean(),
  roles: fc.constant(['public']),
  using: fc.constantFrom(null, '(id IS NOT NULL)'),
  check: fc.constantFrom(null, '(number > 0)'),
  comment,
})

function tablesOf(seeds: readonly TableSeed[]): readonly Table[] {
  const names = seeds.map(({ name }, at) => ({ ...name, name: `${name.name.slice(0, -1)}${at}` }))
  const tables = seeds.flatMap((seed, at) => {
    const name = names[at]
    const target = names[seed.target % names.length]
    return name && target ? [tableOf(seed, name, target)] : []
  })
  return sortedBy(tables, ({ schema, name }) => `${schema}.${name}`)
}

interface NameInSchema {
  readonly schema: string
  readonly name: string
}

function tableOf(seed: TableSeed, name: NameInSchema, target: NameInSchema): Table {
  return {
    kind: 'table',
    ...name,
    ...seed.table,
    columns: [
      ...seed.firstColumns(name),
      ...seed.columns.map((column, at) => ({ ...column, name: `Column ${at}` })),
    ],
    constraints: constraintsOf(seed, name, target),
    indexes: seed.indexes.map((facts, at) => ({ ...facts, name: `${name.name}_idx_${at}` })),
    triggers: seed.triggers.map((facts, at) => ({
      kind: 'trigger',
      name: `trigger_${at}`,
      definition: `CREATE TRIGGER trigger_${at} BEFORE UPDATE ON ${qualified(name)} FOR EACH ROW EXECUTE FUNCTION public.touch()`,
      inherited: false,
      ...facts,
    })),
    policies: seed.policies.map((facts, at) => ({ ...facts, name: `policy_${at}` })),
    partitionKey: null,
    partitionOf: null,
    inherits: [],
    accessMethod: 'heap',
  }
}

function constraintsOf(
  seed: TableSeed,
  { name }: NameInSchema,
  target: NameInSchema,
): readonly Constraint[] {
  const facts = (suffix: string) => ({ name: `${name}_${suffix}`, inherited: false, comment: null })
  const indexBacked = {
    include: [],
    deferral: seed.foreignKey.deferral,
    withoutOverlaps: false,
    storageParameters: [],
  }
  const all: readonly Constraint[] = [
    { kind: 'primary-key', ...facts('pkey'), ...indexBacked, columns: ['id'] },
    {
      kind: 'unique',
      ...facts('number_key'),
      ...indexBacked,
      columns: ['number'],
      nullsNotDistinct: false,
    },
    {
      kind: 'check',
      ...facts('number_check'),
      expression: '(number > 0)',
      validated: seed.foreignKey.validated,
      enforced: true,
      noInherit: false,
    },
    {
      kind: 'exclusion',
      ...facts('short_excl'),
      definition: 'EXCLUDE USING btree (short_id WITH =)',
      deferral: 'not-deferrable',
    },
    {
      kind: 'foreign-key',
      ...facts('parent_id_fkey'),
      ...seed.foreignKey,
      columns: ['parent_id'],
      references: target,
      referencedColumns: ['id'],
      onDeleteColumns: [],
      enforced: true,
      period: false,
    },
  ]
  const chosen = all.filter(({ kind }) => kind === 'primary-key' || seed.facts.has(kind))
  return sortedBy(chosen, (constraint) => constraint.name)
}

function view(tables: readonly Table[]): (name: NameArbitrary) => fc.Arbitrary<View> {
  const columns = [
    { name: 'id', type: 'uuid', default: null, comment: null },
    { name: 'number', type: 'bigint', default: null, comment: 'counts' },
  ]
  return (name) =>
    fc
      .tuple(name, fc.constantFrom(...tables), fc.boolean(), comment)
      .map(([own, table, stored, text]) => {
        const from = { schema: table.schema, name: table.name }
        const facts = {
          ...own,
          columns,
          definition: ` SELECT id,\n    number\n   FROM ${qualified(from)};`,
          options: [],
          comment: text,
        }
        return stored
          ? { kind: 'materialized-view', ...facts, indexes: [], populated: true }
          : { kind: 'view', ...facts, triggers: [] }
      })
}

function statistics(
  tables: readonly Table[],
): (name: NameArbitrary) => fc.Arbitrary<ExtendedStatistics> {
  return (name) =>
    fc.tuple(name, fc.constantFrom(...tables), comment).map(([own, table, text]) => {
      const on = { schema: table.schema, name: table.name }
      const definition = `CREATE STATISTICS ${qualified(own)} ON id, number FROM ${qualified(on)}`
      return { kind: 'statistics', ...own, table: on, definition, target: null, comment: text }
    })
}

function routine(name: NameArbitrary): fc.Arbitrary<Routine> {
  return fc
    .tuple(name, fc.constantFrom('', 'a integer', 'a integer, b text'), comment)
    .map(([own, identityArguments, text]) => ({
      kind: 'function',
      ...own,
      identityArguments,
      returns: 'integer',
      language: 'sql',
      definition: `CREATE OR REPLACE FUNCTION ${qualified(own)}(${identityArguments})\n RETURNS integer\n LANGUAGE sql\nAS $function$select 1$function$\n`,
      comment: text,
    }))
}

function aggregate(name: NameArbitrary): fc.Arbitrary<Aggregate> {
  return withName(name, {
    kind: fc.constant('aggregate' as const),
    identityArguments: fc.constant('integer'),
    variant: fc.constant('normal' as const),
    parameters: fc.constant([
      { name: 'sfunc', value: 'pg_catalog.int4pl' },
      { name: 'stype', value: 'integer' },
    ]),
    comment,
  })
}
