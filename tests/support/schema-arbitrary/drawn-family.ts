import type { Constraint, PrimaryKey } from '../../../src/catalogue/constraint.ts'
import type { QualifiedName } from '../../../src/catalogue/qualified-name.ts'
import type { Table } from '../../../src/catalogue/table.ts'
import type { TableIndex } from '../../../src/catalogue/table-index.ts'
import type { Trigger } from '../../../src/catalogue/trigger.ts'
import { identifier } from '../../../src/sql/identifier.ts'
import { printedName, type Draft } from './draft.ts'
import { drawColumn, plainColumn } from './drawn-column.ts'
import { drawTable, sorted, type World } from './drawn-table.ts'
import { drawTrigger } from './drawn-trigger.ts'

/** Bounds that do not overlap, by the strategy of the parent. */
const strategies: Readonly<Record<string, readonly string[]>> = {
  LIST: ['FOR VALUES IN (1, 2, NULL)', 'FOR VALUES IN (3)', 'DEFAULT'],
  RANGE: ['FOR VALUES FROM (MINVALUE) TO (1)', 'FOR VALUES FROM (1) TO (20)', 'DEFAULT'],
  HASH: [
    'FOR VALUES WITH (modulus 2, remainder 0)',
    'FOR VALUES WITH (modulus 4, remainder 1)',
    'FOR VALUES WITH (modulus 4, remainder 3)',
  ],
}

/** A partitioned table with its partitions, which have names and an order of columns of their own. */
export function drawPartitions(draft: Draft, world: World): readonly Table[] {
  const strategy = draft.one(Object.keys(strategies))
  const parent = drawParent(draft, world, strategy)
  const bounds = draft.some(strategies[strategy] ?? [])
  const partitions = bounds.map((bound) => partitionOf(draft, parent, bound))
  return [parent, ...partitions]
}

function drawParent(draft: Draft, world: World, strategy: string): Table {
  const name = draft.qualifiedName('table')
  const key = { ...plainColumn(draft.name('column'), 'integer'), comment: draft.comment() }
  const rest = draft.upTo(2, () => drawColumn(draft, name, world.types))
  const trigger = (): Trigger =>
    drawTrigger(draft, name, { key, functions: world.triggerFunctions })
  const notNull = strategy === 'LIST' ? [] : draft.upTo(1, () => keyOf(draft, key.name))
  return {
    kind: 'table',
    ...name,
    persistence: 'permanent',
    columns: [notNull.length > 0 ? { ...key, nullable: false } : key, ...rest],
    constraints: sorted<Constraint>([...notNull, ...draft.upTo(1, () => checkOf(draft, key.name))]),
    indexes: sorted(draft.upTo(2, () => indexOf(draft, key.name))),
    triggers: sorted(draft.upTo(1, trigger)),
    policies: [],
    rowSecurity: draft.one(['disabled', 'enabled']),
    partitionKey: `${strategy} (${identifier(key.name)})`,
    partitionOf: null,
    inherits: [],
    storageParameters: [],
    accessMethod: null,
    replicaIdentity: 'default',
    comment: draft.comment(),
  }
}

function partitionOf(draft: Draft, parent: Table, bound: string): Table {
  const name = draft.qualifiedName('table')
  const columns = parent.columns.map((column) => ({
    ...column,
    inherited: true,
    comment: draft.comment(),
  }))
  const { schema, name: relation } = parent
  for (const { dependent, on } of [...draft.dependencies]) {
    if (dependent.kind !== 'column' || dependent.relation !== relation) continue
    if (dependent.schema !== schema) continue
    draft.needs({ ...dependent, schema: name.schema, relation: name.name }, on)
  }
  return {
    ...parent,
    ...name,
    columns: draft.chance(2) ? [...columns].reverse() : columns,
    constraints: sorted(
      parent.constraints.map((constraint) => ({
        ...constraint,
        // A check has the name of its parent's; a key has a name of its own.
        name: constraint.kind === 'check' ? constraint.name : draft.name('part'),
        inherited: true,
        comment: draft.comment(),
      })),
    ),
    indexes: sorted(
      parent.indexes.map((index) => ({
        ...index,
        name: draft.name('part'),
        partitionOf: { schema, name: index.name },
        comment: draft.comment(),
      })),
    ),
    triggers: parent.triggers.map((trigger) => copyOf(draft, trigger, { parent, partition: name })),
    rowSecurity: 'disabled',
    partitionKey: null,
    partitionOf: { parent: { schema, name: relation }, bound },
    storageParameters: draft.one([[], ['fillfactor=55']]),
    accessMethod: 'heap',
    comment: draft.comment(),
  }
}

function copyOf(
  draft: Draft,
  trigger: Trigger,
  { parent, partition }: { readonly parent: QualifiedName; readonly partition: QualifiedName },
): Trigger {
  const [head, tail] = [` ON ${printedName(parent)} FOR `, ` ON ${printedName(partition)} FOR `]
  return {
    ...trigger,
    definition: trigger.definition.replace(head, () => tail),
    enabled: draft.one(['origin', 'disabled']),
    inherited: true,
    comment: draft.comment(),
  }
}

function keyOf(draft: Draft, column: string): PrimaryKey {
  return {
    kind: 'primary-key',
    name: draft.name('part'),
    inherited: false,
    comment: draft.comment(),
    columns: [column],
    include: [],
    deferral: 'not-deferrable',
    withoutOverlaps: false,
    storageParameters: [],
  }
}

function checkOf(draft: Draft, column: string): Constraint {
  return {
    kind: 'check',
    name: draft.name('part'),
    inherited: false,
    comment: draft.comment(),
    expression: `(${identifier(column)} > ${draft.integer(0, 9)})`,
    validated: !draft.chance(3),
    enforced: true,
    noInherit: false,
  }
}

function indexOf(draft: Draft, column: string): TableIndex {
  return {
    kind: 'index',
    name: draft.name('part'),
    method: 'btree',
    unique: false,
    nullsNotDistinct: false,
    keys: [
      {
        on: { kind: 'column', name: column },
        collation: null,
        operatorClass: null,
        order: draft.one(['ascending', 'descending']),
        nulls: 'first',
      },
    ],
    include: [],
    where: null,
    storageParameters: [],
    valid: true,
    partitionOf: null,
    clustered: false,
    comment: draft.comment(),
  }
}

/** A table that inherits the columns and checks of another one, with columns of its own. */
export function drawChild(draft: Draft, world: World, parent: Table): Table {
  const own = drawTable(draft, { ...world, sequences: [] }, [])
  const inherited = parent.columns.map((column) => ({
    ...column,
    inherited: true,
    // A child has neither the identity nor the statistics of its parent.
    identity: null,
    statisticsTarget: column.generated?.kind === 'virtual' ? null : draft.one([null, 5]),
    comment: draft.comment(),
  }))
  const checks = parent.constraints.flatMap((constraint) =>
    constraint.kind === 'check' && !constraint.noInherit
      ? [{ ...constraint, inherited: true, comment: draft.comment() }]
      : [],
  )
  return {
    ...own,
    columns: [...inherited, ...own.columns],
    constraints: sorted<Constraint>([...own.constraints, ...checks]),
    inherits: [{ schema: parent.schema, name: parent.name }],
  }
}
