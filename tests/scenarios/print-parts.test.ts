import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Catalogue } from '../../src/catalogue/catalogue.ts'
import { formatDifference } from '../../src/compare/difference.ts'
import { differences } from '../../src/compare/differences.ts'
import { introspect, introspectInTransaction } from '../../src/postgres/introspect.ts'
import type { Session } from '../../src/postgres/session.ts'
import { dropAggregate } from '../../src/sql/print/aggregate.ts'
import * as column from '../../src/sql/print/column.ts'
import { commentOn } from '../../src/sql/print/comment.ts'
import * as composite from '../../src/sql/print/composite-type.ts'
import * as constraint from '../../src/sql/print/constraint.ts'
import * as domain from '../../src/sql/print/domain.ts'
import { addLabel, renameLabel } from '../../src/sql/print/enum.ts'
import { dropExtension, setExtensionSchema } from '../../src/sql/print/extension.ts'
import * as choice from '../../src/sql/print/index-choice.ts'
import * as stored from '../../src/sql/print/materialized-view.ts'
import { attachPartition, detachPartition } from '../../src/sql/print/partition.ts'
import { alterPolicy, dropPolicy } from '../../src/sql/print/policy.ts'
import { dropRoutine } from '../../src/sql/print/routine.ts'
import { setRowSecurity } from '../../src/sql/print/row-security.ts'
import { dropSchema } from '../../src/sql/print/schema.ts'
import * as sequence from '../../src/sql/print/sequence.ts'
import { dropStatistics, setExtendedStatisticsTarget } from '../../src/sql/print/statistics.ts'
import * as index from '../../src/sql/print/table-index.ts'
import * as table from '../../src/sql/print/table.ts'
import { dropTrigger, setTriggerFiring } from '../../src/sql/print/trigger.ts'
import { dropType } from '../../src/sql/print/user-type.ts'
import * as view from '../../src/sql/print/view.ts'
import { sql, type Sql } from '../../src/sql/sql.ts'
import { nativeSession } from '../support/catalogue-session.ts'

const named = (name: string) => ({ schema: 'p', name })
const users = named('users')
const parameters = {
  type: 'integer',
  start: '5',
  increment: '2',
  minimum: '1',
  maximum: '2147483647',
  cache: '1',
  cycle: false,
}
const plain = {
  kind: 'column',
  name: 'size',
  type: 'integer',
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
} as const
const key = {
  kind: 'unique',
  name: 'orders_key',
  inherited: false,
  comment: null,
  columns: ['id'],
  include: [],
  deferral: 'deferrable',
  withoutOverlaps: false,
  storageParameters: [],
  nullsNotDistinct: false,
} as const
const check = {
  kind: 'check',
  name: 'odd',
  inherited: false,
  comment: null,
  expression: '(size <> 3)',
  validated: false,
  enforced: true,
  noInherit: false,
} as const
const policy = {
  kind: 'policy',
  name: 'own',
  command: 'select',
  permissive: true,
  roles: ['pg_monitor'],
  using: '(id = 2)',
  check: null,
  comment: null,
} as const
const definition = ' SELECT id,\n    name,\n    size\n   FROM p.users;'
const wider = {
  kind: 'view',
  ...named('names'),
  columns: [],
  definition,
  options: ['security_barrier=true'],
  triggers: [],
  comment: null,
} as const

/** Statements, and what is other after them. */
const parts: Readonly<Record<string, readonly [readonly Sql[], readonly string[]]>> = {
  'drops a schema': [dropSchema({ name: 'other' }), ['schema other is gone']],
  'drops an extension': [dropExtension({ name: 'citext' }), ['extension citext is gone']],
  'moves an extension': [
    setExtensionSchema({ kind: 'extension', name: 'citext', schema: 'other' }),
    ['extension citext: schema was p, is other'],
  ],
  'drops a type': [dropType(named('pair')), ['type p.pair is gone']],
  'renames a label': [
    renameLabel(named('mood'), 'sad', "it's"),
    [`type p.mood: labels was ["sad","well"], is ["it's","well"]`],
  ],
  'adds a label before another': [
    addLabel(named('mood'), 'odd', { before: 'sad' }),
    ['type p.mood: labels was ["sad","well"], is ["odd","sad","well"]'],
  ],
  'adds a label after another': [
    addLabel(named('mood'), 'odd', { after: 'sad' }),
    ['type p.mood: labels was ["sad","well"], is ["sad","odd","well"]'],
  ],
  'adds a last label': [
    addLabel(named('mood'), 'odd', 'last'),
    ['type p.mood: labels was ["sad","well"], is ["sad","well","odd"]'],
  ],
  'adds an attribute': [
    composite.addAttribute(named('pair'), {
      name: 'c',
      type: 'text',
      collation: '"C"',
      comment: null,
    }),
    ['attribute p.pair.c is new'],
  ],
  'drops an attribute': [
    composite.dropAttribute(named('pair'), { name: 'b' }),
    ['attribute p.pair.b is gone'],
  ],
  'sets the type of an attribute': [
    composite.setAttributeType(named('pair'), {
      name: 'a',
      type: 'bigint',
      collation: null,
      comment: null,
    }),
    ['attribute p.pair.a: type was integer, is bigint'],
  ],
  'drops a domain': [domain.dropDomain(named('price')), ['type p.price is gone']],
  'drops a check of a domain': [
    domain.dropDomainCheck(named('price'), { name: 'positive' }),
    ['domain check positive on p.price is gone'],
  ],
  'adds and validates a check of a domain': [
    [
      ...domain.addDomainCheck(named('price'), {
        name: 'small',
        definition: 'CHECK ((VALUE < 10))',
        validated: false,
        comment: null,
      }),
      ...domain.validateDomainCheck(named('price'), { name: 'small' }),
    ],
    ['domain check small on p.price is new'],
  ],
  'takes the default of a domain': [
    domain.setDomainDefault(named('price'), null),
    ['type p.price: default was 1, is none'],
  ],
  'keeps nulls out of a domain': [
    domain.setDomainNullable(named('price'), false),
    ['type p.price: nullable was true, is false'],
  ],
  'drops a sequence': [sequence.dropSequence(named('counter')), ['sequence p.counter is gone']],
  'sets the parameters of a sequence': [
    sequence.setSequenceParameters(named('counter'), parameters, { restart: true }),
    [
      `sequence p.counter: parameters was {"type":"bigint","start":"1","increment":"1","minimum":"1","maximum":"9223372036854775807","cache":"1","cycle":false}, is ${JSON.stringify(parameters)}`,
    ],
  ],
  'sets the owner of a sequence': [
    sequence.setOwner(named('counter'), { schema: 'p', table: 'users', column: 'size' }),
    ['sequence p.counter: owned by was none, is {"schema":"p","table":"users","column":"size"}'],
  ],
  'sets the persistence of a sequence': [
    sequence.setSequencePersistence(named('counter'), 'unlogged'),
    ['sequence p.counter: persistence was permanent, is unlogged'],
  ],
  'drops a table': [table.dropTable(named('orders')), ['table p.orders is gone']],
  'sets storage parameters': [
    table.setStorageParameters(users, ['fillfactor=70', 'toast.autovacuum_enabled=off']),
    [
      'table p.users: storage parameters was ["fillfactor=80"], is ["fillfactor=70","toast.autovacuum_enabled=off"]',
    ],
  ],
  'resets storage parameters': [
    table.resetStorageParameters(users, ['fillfactor=80']),
    ['table p.users: storage parameters was ["fillfactor=80"], is []'],
  ],
  'sets the persistence of a table': [
    table.setPersistence(named('orders'), 'unlogged'),
    ['table p.orders: persistence was permanent, is unlogged'],
  ],
  'sets the access method': [table.setAccessMethod(users, 'heap'), []],
  'ends an inheritance': [
    table.noInherit(named('child'), named('parent')),
    ['table p.child: inherits was [{"schema":"p","name":"parent"}], is []'],
  ],
  'begins an inheritance': [
    [
      ...table.noInherit(named('child'), named('parent')),
      ...table.inherit(named('child'), named('parent')),
    ],
    [],
  ],
  'adds a column': [
    column.addColumn(users, {
      ...plain,
      name: 'late',
      type: 'text',
      collation: '"C"',
      default: "'x'::text",
      storage: 'main',
      compression: 'pglz',
    }),
    ['column p.users.late is new'],
  ],
  'drops a column': [column.dropColumn(users, { name: 'mood' }), ['column p.users.mood is gone']],
  'sets a type with a conversion': [
    column.setType(users, { name: 'mood', type: 'text', collation: '"C"' }, sql`mood::text`),
    [
      'column p.users.mood: type was p.mood, is text',
      'column p.users.mood: collation was none, is "C"',
    ],
  ],
  'sets a default': [
    column.setDefault(users, { name: 'size', default: '7' }),
    ['column p.users.size: default was none, is 7'],
  ],
  'takes a default': [
    column.setDefault(users, { name: 'name', default: null }),
    ["column p.users.name: default was 'x'::text, is none"],
  ],
  'lets nulls in': [
    column.setNullable(users, { name: 'name', nullable: true }),
    ['column p.users.name: nullable was false, is true'],
  ],
  'keeps nulls out': [
    column.setNullable(users, { name: 'size', nullable: false }),
    ['column p.users.size: nullable was true, is false'],
  ],
  'makes a generated column a plain one': [
    column.dropExpression(users, { name: 'twice' }),
    ['column p.users.twice: generated was {"kind":"stored","expression":"(size * 2)"}, is none'],
  ],
  'makes an identity column a plain one': [
    column.dropIdentity(users, { name: 'number' }),
    [
      'column p.users.number: identity was {"kind":"always","sequence":{"schema":"p","name":"users_number_seq"},"parameters":{"type":"integer","start":"1","increment":"1","minimum":"1","maximum":"2147483647","cache":"1","cycle":false}}, is none',
    ],
  ],
  'sets when an identity column takes its number, and back': [
    [
      ...column.setIdentityKind(users, { name: 'number' }, { kind: 'by-default' }),
      ...column.setIdentityKind(users, { name: 'number' }, { kind: 'always' }),
    ],
    [],
  ],
  'makes a plain column an identity column': [
    column.addIdentity(
      named('orders'),
      { name: 'id', type: 'integer' },
      { kind: 'by-default', sequence: { schema: 'p', name: 'odd seq' }, parameters },
    ),
    [
      `column p.orders.id: identity was none, is {"kind":"by-default","sequence":{"schema":"p","name":"odd seq"},"parameters":${JSON.stringify(parameters)}}`,
    ],
  ],
  'sets storage, compression and statistics': [
    [
      ...column.setStorage(users, { name: 'name', storage: 'external' }),
      ...column.setCompression(users, { name: 'name', compression: 'pglz' }),
      ...column.setStatisticsTarget(users, { name: 'name', statisticsTarget: 9 }),
    ],
    [
      'column p.users.name: storage was none, is external',
      'column p.users.name: compression was none, is pglz',
      'column p.users.name: statistics target was none, is 9',
    ],
  ],
  'sets storage, compression and statistics back': [
    [
      ...column.setStorage(users, { name: 'name', storage: 'external' }),
      ...column.setCompression(users, { name: 'name', compression: 'pglz' }),
      ...column.setStatisticsTarget(users, { name: 'name', statisticsTarget: 9 }),
      ...column.setStorage(users, { name: 'name', storage: null }),
      ...column.setCompression(users, { name: 'name', compression: null }),
      ...column.setStatisticsTarget(users, { name: 'name', statisticsTarget: null }),
    ],
    [],
  ],
  'adds a constraint that is not valid': [
    constraint.addConstraint(users, check),
    ['constraint odd on p.users is new'],
  ],
  'validates a constraint': [
    [
      ...constraint.addConstraint(users, check),
      ...constraint.validateConstraint(users, check),
      ...constraint.dropConstraint(users, check),
    ],
    [],
  ],
  'makes a key of an index': [
    constraint.addKeyUsingIndex(named('orders'), key, 'orders_id'),
    ['constraint orders_key on p.orders is new', 'index orders_id on p.orders is gone'],
  ],
  'makes a primary key of an index': [
    constraint.addKeyUsingIndex(
      named('orders'),
      { ...key, kind: 'primary-key', deferral: 'not-deferrable' },
      'orders_id',
    ),
    ['constraint orders_key on p.orders is new', 'index orders_id on p.orders is gone'],
  ],
  'makes a foreign key deferrable': [
    constraint.setDeferral(named('orders'), { name: 'owner', deferral: 'initially-deferred' }),
    ['constraint owner on p.orders: deferral was not-deferrable, is initially-deferred'],
  ],
  'makes a foreign key not deferrable again': [
    [
      ...constraint.setDeferral(named('orders'), { name: 'owner', deferral: 'deferrable' }),
      ...constraint.setDeferral(named('orders'), { name: 'owner', deferral: 'not-deferrable' }),
    ],
    [],
  ],
  'drops an index': [
    index.dropIndex(named('orders_owner')),
    ['index orders_owner on p.orders is gone'],
  ],
  'sets storage of an index': [
    index.setIndexStorage(named('orders_owner'), ['fillfactor=50']),
    ['index orders_owner on p.orders: storage parameters was [], is ["fillfactor=50"]'],
  ],
  'attaches an index': [
    index.attachIndex(named('log_at'), named('log_1_at')),
    [
      'index log_at on p.log: valid was false, is true',
      'index log_1_at on p.log_1: partition of was none, is {"schema":"p","name":"log_at"}',
    ],
  ],
  'attaches a partition': [
    attachPartition(named('log_2'), { parent: named('log'), bound: 'DEFAULT' }),
    [
      'table p.log_2: partition of was none, is {"parent":{"schema":"p","name":"log"},"bound":"DEFAULT"}',
      'column p.log_2.at: inherited was false, is true',
      'index log_2_at_idx on p.log_2 is new',
    ],
  ],
  'detaches a partition': [
    detachPartition(named('log_1'), { parent: named('log') }),
    [
      `table p.log_1: partition of was {"parent":{"schema":"p","name":"log"},"bound":"FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')"}, is none`,
      'column p.log_1.at: inherited was true, is false',
    ],
  ],
  'chooses an index for replication': [
    choice.setReplicaIdentity(named('orders'), { index: 'orders_id' }),
    ['table p.orders: replica identity was default, is {"index":"orders_id"}'],
  ],
  'chooses none for replication, then as usual': [
    [
      ...choice.setReplicaIdentity(users, 'full'),
      ...choice.setReplicaIdentity(users, 'nothing'),
      ...choice.setReplicaIdentity(users, 'default'),
    ],
    [],
  ],
  'chooses an index to cluster by, or none': [
    [
      ...choice.setClustering(named('orders'), 'orders_id'),
      ...choice.setClustering(named('orders'), null),
      ...choice.setViewClustering(named('sizes'), 'sizes_id'),
    ],
    ['index sizes_id on p.sizes: clustered was false, is true'],
  ],
  'replaces a view': [
    view.replaceView(wider),
    [
      'view p.names: definition is another',
      'view p.names: options was [], is ["security_barrier=true"]',
      'view column p.names.size is new',
    ],
  ],
  'sets and resets options of a view': [
    [
      ...view.setViewOptions(named('names'), ['security_barrier=true']),
      ...view.resetViewOptions(named('names'), ['security_barrier=true']),
    ],
    [],
  ],
  'sets and takes the default of a view column': [
    [
      ...view.setViewColumnDefault(named('names'), { name: 'id', default: '3' }),
      ...view.setViewColumnDefault(named('names'), { name: 'name', default: '3' }),
      ...view.setViewColumnDefault(named('names'), { name: 'name', default: null }),
    ],
    ['view column p.names.id: default was none, is 3'],
  ],
  'drops a view': [view.dropView(named('names')), ['view p.names is gone']],
  'fills a materialised view': [
    [
      ...stored.refreshMaterializedView(named('sizes')),
      ...stored.refreshMaterializedView(named('sizes'), { concurrently: true }),
    ],
    ['view p.sizes: populated was false, is true'],
  ],
  'drops a materialised view': [
    stored.dropMaterializedView(named('sizes')),
    ['view p.sizes is gone'],
  ],
  'drops a routine': [
    dropRoutine({ kind: 'function', ...named('one'), identityArguments: '' }),
    ['routine p.one() is gone'],
  ],
  'drops aggregates': [
    [
      ...dropAggregate({ ...named('total'), identityArguments: 'integer' }),
      ...dropAggregate({ ...named('nothing'), identityArguments: '' }),
    ],
    ['aggregate p.nothing() is gone', 'aggregate p.total(integer) is gone'],
  ],
  'sets when a trigger fires': [
    setTriggerFiring(users, { name: 'touched', enabled: 'disabled' }),
    ['trigger touched on p.users: enabled was origin, is disabled'],
  ],
  'sets that a trigger fires as usual': [
    [
      ...setTriggerFiring(users, { name: 'touched', enabled: 'disabled' }),
      ...setTriggerFiring(users, { name: 'touched', enabled: 'origin' }),
    ],
    [],
  ],
  'drops a trigger': [
    dropTrigger(users, { name: 'touched' }),
    ['trigger touched on p.users is gone'],
  ],
  'alters a policy': [
    alterPolicy(users, policy),
    [
      'policy own on p.users: roles was ["public"], is ["pg_monitor"]',
      'policy own on p.users: using was (id = 1), is (id = 2)',
    ],
  ],
  'drops a policy': [dropPolicy(users, policy), ['policy own on p.users is gone']],
  'forces row security': [
    setRowSecurity(users, 'disabled', 'forced'),
    ['table p.users: row security was disabled, is forced'],
  ],
  'disables row security': [
    [
      ...setRowSecurity(users, 'disabled', 'forced'),
      ...setRowSecurity(users, 'forced', 'enabled'),
      ...setRowSecurity(users, 'enabled', 'disabled'),
    ],
    [],
  ],
  'sets and takes the target of statistics': [
    [
      ...setExtendedStatisticsTarget(named('pairs'), 7),
      ...setExtendedStatisticsTarget(named('pairs'), null),
    ],
    [],
  ],
  'drops statistics': [dropStatistics(named('pairs')), ['statistics p.pairs is gone']],
  'sets and takes a comment': [
    [
      ...commentOn({ kind: 'table', ...users }, "it's"),
      ...commentOn({ kind: 'materialized-view', ...named('sizes') }, 'x'),
      ...commentOn({ kind: 'table', ...users }, null),
    ],
    ['view p.sizes: comment was none, is x'],
  ],
}

describe('a part', () => {
  test('changes what it says and nothing else', async () => {
    const session = await nativeSession(18)
    await session.run(readFileSync(new URL('print/parts.sql', import.meta.url), 'utf8'))
    const before = (await introspect(session)).catalogue
    const found: Record<string, readonly string[]> = {}
    for (const [title, [statements]] of Object.entries(parts)) {
      found[title] = await changedBy(session, statements, before).catch((error: unknown) => [
        String(error),
      ])
    }
    const expected = Object.entries(parts).map(([title, [, lines]]) => [title, lines])
    expect(found).toEqual(Object.fromEntries(expected))
  })

  test.each([14, 18] as const)('can be run concurrently on PostgreSQL %i', async (major) => {
    const session = await nativeSession(major)
    await session.run(`
      create table public.t (a integer) partition by list (a);
      create table public.t_1 partition of public.t for values in (1);
      create index t_1_a on public.t_1 (a);
    `)
    const { catalogue } = await introspect(session)
    const [made] = catalogue.tables.flatMap(({ indexes }) => indexes)
    if (made === undefined) throw new Error('there is no index')
    const [schema, name] = ['public', 't_1']
    await runAll(session, index.dropIndex({ schema, name: 't_1_a' }, { concurrently: true }))
    await runAll(session, index.createIndex(made, { schema, name }, { concurrently: true }))
    expect((await introspect(session)).catalogue).toEqual(catalogue)
    const parent = { schema, name: 't' }
    await runAll(session, detachPartition({ schema, name }, { parent }, { concurrently: true }))
    const after = (await introspect(session)).catalogue
    expect(after.tables.map(({ partitionOf }) => partitionOf)).toEqual([null, null])
  })
})

async function changedBy(
  session: Session,
  statements: readonly Sql[],
  before: Catalogue,
): Promise<readonly string[]> {
  await session.run('begin')
  try {
    await runAll(session, statements)
    const { catalogue } = await introspectInTransaction(session)
    return differences(before, catalogue).map(tell)
  } finally {
    await session.run('rollback')
  }
}

function tell(difference: ReturnType<typeof differences>[number]): string {
  const told = formatDifference(difference, { left: 'L', right: 'R' })
  return told
    .replace(/ is in L, not in R$/, ' is gone')
    .replace(/ is in R, not in L$/, ' is new')
    .replace(/^(.*?: definition) is .*\n.*$/s, '$1 is another')
    .replace(/^(.*?: [\w ]+?) is (.*) in L, (.*) in R$/s, '$1 was $2, is $3')
}

async function runAll(session: Session, statements: readonly Sql[]): Promise<void> {
  for (const statement of statements) await session.run(statement)
}
