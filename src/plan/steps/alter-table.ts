import { partKey, tableKey } from '../../catalogue/table-key.ts'
import type { Table } from '../../catalogue/table.ts'
import { setReplicaIdentity } from '../../sql/print/index-choice.ts'
import { attachPartition, detachPartition } from '../../sql/print/partition.ts'
import { setRowSecurity } from '../../sql/print/row-security.ts'
import {
  inherit,
  noInherit,
  resetStorageParameters,
  setAccessMethod,
  setPersistence,
  setStorageParameters,
} from '../../sql/print/table.ts'
import { attachmentKey } from '../../sql/print/creation/step.ts'
import type { Sql } from '../../sql/sql.ts'
import type { Hazard } from '../hazard.ts'
import { planStep, statements, type PlanStep } from '../plan-step.ts'
import { leavesParents } from '../removals.ts'
import { tableAt } from '../side.ts'
import { settledColumns, sharesBefore } from './attachment.ts'
import type { Planning } from './planning.ts'
import { releasedKey } from './step-keys.ts'
import { storageChange } from './storage-change.ts'

interface TableChange {
  readonly key: string
  readonly from: Table
  readonly to: Table
  readonly planning: Planning
}

/** The steps that change a table itself; those for its parts are others. */
export function alterTableSteps(key: string, planning: Planning): readonly PlanStep[] {
  const [from, to] = [tableAt(key, planning.sides.from), tableAt(key, planning.sides.to)]
  if (from === null || to === null) return []
  const change = { key, from, to, planning }
  const leaves = leavesParents(key, planning.fates)
  return [
    ...(leaves ? leavingSteps(from) : []),
    ...(leaves ? joiningSteps(change) : []),
    ...settingSteps(change),
  ]
}

/** The steps by which tables that go leave their parents beforehand, to open a circle. */
export function earlyLeavingSteps({ sides, fates, removals }: Planning): readonly PlanStep[] {
  return sides.from.catalogue.tables
    .filter((table) => fates.isRemoved(tableKey(table)) && removals.isUnfolded(tableKey(table)))
    .flatMap(leavingSteps)
}

function has(change: TableChange, name: string): boolean {
  const altered = change.planning.fates.altered.get(change.key) ?? []
  return altered.some(({ attribute }) => attribute === name)
}

function leavingSteps(from: Table): readonly PlanStep[] {
  const done = [
    ...(from.partitionOf === null ? [] : detachPartition(from, from.partitionOf)),
    ...from.inherits.flatMap((parent) => noInherit(from, parent)),
  ]
  if (done.length === 0) return []
  return [
    planStep({
      rank: 'release',
      object: { kind: 'table', schema: from.schema, name: from.name },
      statements: statements(done),
      makes: [releasedKey(tableKey(from))],
    }),
  ]
}

function joiningSteps(change: TableChange): readonly PlanStep[] {
  const { key, to, planning } = change
  const done = [
    ...(to.partitionOf === null ? [] : attachPartition(to, to.partitionOf)),
    ...to.inherits.flatMap((parent) => inherit(to, parent)),
  ]
  if (done.length === 0) return []
  const parents = to.partitionOf === null ? to.inherits : [to.partitionOf.parent]
  const checks = to.constraints
    .filter(({ kind, inherited }) => kind === 'check' && inherited)
    .map(({ name }) => partKey('constraint', to, name))
  const columns = [to, ...parents].flatMap((table) => settledColumns(table, planning))
  return [
    planStep({
      rank: 'attachment',
      object: { kind: 'table', schema: to.schema, name: to.name },
      statements: statements(done, { hazards: attachmentHazards(to) }),
      makes: [attachmentKey(key)],
      needs: [
        releasedKey(key),
        ...parents.map(tableKey),
        ...columns,
        ...checks,
        ...sharesBefore(to, planning),
      ],
    }),
  ]
}

function attachmentHazards({ schema, name, partitionOf }: Table): readonly Hazard[] {
  if (partitionOf === null || partitionOf.bound === 'DEFAULT') return []
  const sentence = `A row of table ${schema}.${name} may not belong to the partition.`
  return [{ kind: 'may-fail-on-data', sentence }]
}

function settingSteps(change: TableChange): readonly PlanStep[] {
  const { from, to } = change
  const step = (done: readonly Sql[], rest: Partial<PlanStep> = {}): readonly PlanStep[] =>
    done.length === 0
      ? []
      : [
          planStep({
            rank: 'alter',
            object: { kind: 'table', schema: to.schema, name: to.name },
            statements: statements(done),
            ...rest,
          }),
        ]
  return [
    ...step(has(change, 'persistence') ? setPersistence(to, to.persistence) : [], {
      makes: [persistenceKey(change.key)],
      ...(has(change, 'persistence') ? persistenceNeeds(change) : {}),
    }),
    ...step(accessMethod(change)),
    // Those of TOAST need a column that has some.
    ...step(has(change, 'storageParameters') ? storage(from, to) : [], { rank: 'choice' }),
    ...step(
      has(change, 'rowSecurity') ? setRowSecurity(to, from.rowSecurity, to.rowSecurity) : [],
      { rank: 'policy' },
    ),
    ...step(replicaIdentity(change), { rank: 'choice', needs: identityKeys(to) }),
  ]
}

/** A logged table cannot refer to one that is not, at no time. */
function persistenceNeeds(change: TableChange): Pick<PlanStep, 'needs' | 'after'> {
  const { key, from, to, planning } = change
  const { sides, fates, removals } = planning
  const own = from.constraints.map((constraint) => ({ constraint, table: from }))
  const others = sides.from.catalogue.tables.flatMap((table) =>
    table.constraints.map((constraint) => ({ constraint, table })),
  )
  const becomesLogged = to.persistence === 'permanent'
  const ties = (becomesLogged ? own : others).flatMap(({ constraint, table }) => {
    if (constraint.kind !== 'foreign-key') return []
    const [referring, referenced] = [tableKey(table), tableKey(constraint.references)]
    if (referring === referenced || (becomesLogged ? referring : referenced) !== key) return []
    const foreignKey = partKey('constraint', table, constraint.name)
    const other = becomesLogged ? referenced : referring
    return [{ foreignKey, other }]
  })
  const gone = ties.filter(({ foreignKey }) => fates.isRemoved(foreignKey))
  const kept = ties.filter(({ foreignKey }) => !fates.isRemoved(foreignKey))
  return {
    needs: kept.map(({ other }) => persistenceKey(other)),
    after: gone.map(({ foreignKey }) => ({
      dependent: foreignKey,
      key: removals.goneKey(foreignKey),
    })),
  }
}

function persistenceKey(key: string): string {
  return `persistence\0${key}`
}

function accessMethod(change: TableChange): readonly Sql[] {
  const { to } = change
  const changes = has(change, 'accessMethod') && to.accessMethod !== null
  return changes ? setAccessMethod(to, to.accessMethod) : []
}

function storage(from: Table, to: Table): readonly Sql[] {
  const { gone, set } = storageChange(from.storageParameters, to.storageParameters)
  return [
    ...(gone.length === 0 ? [] : resetStorageParameters(to, gone)),
    ...(set.length === 0 ? [] : setStorageParameters(to, set)),
  ]
}

/** An index that is made anew is no longer the one that was chosen. */
function replicaIdentity(change: TableChange): readonly Sql[] {
  const { to, planning } = change
  const lost = identityKeys(to).some((key) => planning.fates.isMade(key))
  return has(change, 'replicaIdentity') || lost ? setReplicaIdentity(to, to.replicaIdentity) : []
}

function identityKeys(table: Table): readonly string[] {
  const { replicaIdentity: identity } = table
  if (typeof identity === 'string') return []
  return [partKey('index', table, identity.index), partKey('constraint', table, identity.index)]
}
