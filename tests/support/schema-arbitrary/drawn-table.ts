import type { Constraint } from '../../../src/catalogue/constraint.ts'
import type { QualifiedName } from '../../../src/catalogue/qualified-name.ts'
import type { Policy } from '../../../src/catalogue/policy.ts'
import type { Routine } from '../../../src/catalogue/routine.ts'
import type { Sequence } from '../../../src/catalogue/sequence.ts'
import type { Table } from '../../../src/catalogue/table.ts'
import type { TableIndex } from '../../../src/catalogue/table-index.ts'
import { sortedBy } from '../../../src/kernel/ordering.ts'
import { identifier } from '../../../src/sql/identifier.ts'
import { printedText, type Draft } from './draft.ts'
import { drawColumn, drawGenerated, drawKeyColumn } from './drawn-column.ts'
import {
  constraintMakers,
  drawForeignKey,
  drawPrimaryKey,
  type DrawnColumns,
} from './drawn-constraint.ts'
import { indexMakers } from './drawn-index.ts'
import { drawTrigger } from './drawn-trigger.ts'
import type { UsableType } from './drawn-type.ts'

/** What a table can refer to. */
export interface World {
  readonly types: readonly UsableType[]
  readonly sequences: readonly Sequence[]
  readonly triggerFunctions: readonly Routine[]
}

/** A table of its own; foreign keys go to tables before it, and to itself. */
export function drawTable(draft: Draft, world: World, before: readonly Table[]): Table {
  const name = draft.qualifiedName('table')
  const key = drawKeyColumn(draft, name.schema, world.sequences)
  const rest = draft.upTo(4, () =>
    draft.chance(4) ? drawGenerated(draft, key) : drawColumn(draft, name, world.types),
  )
  const columns = { key, all: [key, ...rest] }
  const own = [
    ...(draft.chance(4) ? [] : [drawPrimaryKey(draft, columns)]),
    ...draft.upToOf(
      2,
      constraintMakers.map((make) => () => make(draft, columns)),
    ),
  ]
  const indexes = sorted(
    draft.upToOf(
      2,
      indexMakers.map((make) => () => make(draft, columns)),
    ),
  )
  // Only a table of long columns has a place for what is stored elsewhere.
  const toast = rest.some(({ type }) => type === 'jsonb') ? ['toast.autovacuum_enabled=false'] : []
  const table: Table = {
    kind: 'table',
    ...name,
    persistence: draft.one(['permanent', 'permanent', 'unlogged']),
    columns: columns.all,
    constraints: sorted(own),
    indexes: clusteredAtMostOne(draft, indexes),
    triggers: sorted(
      draft.upTo(2, () => drawTrigger(draft, name, { key, functions: world.triggerFunctions })),
    ),
    policies: sorted(draft.upTo(2, () => drawPolicy(draft, name, columns))),
    rowSecurity: draft.one(['disabled', 'enabled', 'forced']),
    partitionKey: null,
    partitionOf: null,
    inherits: [],
    storageParameters: draft.one([[], ['autovacuum_enabled=false', 'fillfactor=80'], toast]),
    accessMethod: 'heap',
    replicaIdentity: draft.one(['default', 'full', 'nothing']),
    comment: draft.comment(),
  }
  noteDefault(draft, table, world)
  return withForeignKeys(draft, table, [...before, table])
}

function withForeignKeys(draft: Draft, table: Table, targets: readonly Table[]): Table {
  const usable = targets.filter(
    (target) =>
      target.constraints.some(({ kind }) => kind === 'primary-key') &&
      (target.persistence === 'permanent' || table.persistence === 'unlogged'),
  )
  const [key] = table.columns
  if (usable.length === 0 || key === undefined) return table
  const made = draft.upTo(2, () => drawForeignKey(draft, key, draft.one(usable)))
  return { ...table, constraints: sorted<Constraint>([...table.constraints, ...made]) }
}

/** Only what replication and `cluster` can use. */
function clusteredAtMostOne(draft: Draft, indexes: readonly TableIndex[]): readonly TableIndex[] {
  const usable = indexes.filter(({ method, where }) => method === 'btree' && where === null)
  const chosen = usable.length > 0 && draft.chance(3) ? draft.one(usable) : null
  return indexes.map((index) => (index === chosen ? { ...index, clustered: true } : index))
}

/** The default of a key column can only be the next value of the first sequence. */
function noteDefault(draft: Draft, table: Table, { sequences: [sequence] }: World): void {
  const [key] = table.columns
  if (sequence === undefined || key === undefined || key.default === null) return
  const { schema, name: relation } = table
  draft.needs(
    { kind: 'column', schema, relation, name: key.name },
    { kind: 'sequence', schema: sequence.schema, name: sequence.name },
  )
}

function drawPolicy(draft: Draft, table: QualifiedName, { key, all }: DrawnColumns): Policy {
  const command = draft.one(['all', 'select', 'insert', 'update', 'delete'] as const)
  const text = all.find(({ type }) => type === 'text')
  const condition = text
    ? `(${identifier(text.name)} = ${printedText(draft.text())}::text)`
    : `(${identifier(key.name)} = 1)`
  const checks = command !== 'select' && command !== 'delete'
  const name = draft.name('policy')
  const using = command === 'insert' || draft.chance(3) ? null : condition
  const check = checks && draft.chance(2) ? condition : null
  if (using !== null || check !== null) {
    const { schema, name: relation } = table
    const column = (text ?? key).name
    draft.needs(
      { kind: 'policy', schema, relation, name },
      { kind: 'column', schema, relation, name: column },
    )
  }
  return {
    kind: 'policy',
    name,
    command,
    permissive: draft.chance(2),
    roles: draft.one([['public'], ['pg_monitor'], ['pg_monitor', 'pg_read_all_data']]),
    using,
    check,
    comment: draft.comment(),
  }
}

/** Sorted by name, as introspection does. */
export function sorted<T extends { readonly name: string }>(items: readonly T[]): readonly T[] {
  return sortedBy(items, ({ name }) => name)
}
