import type {
  AlterSubscriptionStmt,
  CreateSubscriptionStmt,
  Node,
  ReindexObjectType,
} from 'libpg-query'
import { definitionOption, isOn } from './definition-option.ts'

/**
 * The command that PostgreSQL refuses in a transaction block, or null. Those that are concurrent,
 * commit on their own or control transactions are not asked here.
 */
export function outsideCommand(node: Node): string | null {
  for (const [tag, command] of fixedCommands) if (tag in node) return command
  if ('VacuumStmt' in node) return node.VacuumStmt.is_vacuumcmd ? 'vacuum' : null
  if ('ClusterStmt' in node) return node.ClusterStmt.relation ? null : 'cluster'
  if ('DiscardStmt' in node) return node.DiscardStmt.target === 'DISCARD_ALL' ? 'discard all' : null
  if ('ReindexStmt' in node) return reindex(node.ReindexStmt.kind)
  if ('AlterDatabaseStmt' in node) {
    const moves = definitionOption(node.AlterDatabaseStmt.options, 'tablespace')
    return moves ? 'alter database … set tablespace' : null
  }
  if ('CreateSubscriptionStmt' in node) return createSubscription(node.CreateSubscriptionStmt)
  if ('AlterSubscriptionStmt' in node) return alterSubscription(node.AlterSubscriptionStmt)
  return null
}

/** `drop subscription` may run in a block once its slot is gone; it is never wrong to run it outside. */
const fixedCommands: readonly (readonly [string, string])[] = [
  ['CreatedbStmt', 'create database'],
  ['DropdbStmt', 'drop database'],
  ['CreateTableSpaceStmt', 'create tablespace'],
  ['DropTableSpaceStmt', 'drop tablespace'],
  ['AlterSystemStmt', 'alter system'],
  ['DropSubscriptionStmt', 'drop subscription'],
]

function reindex(kind: ReindexObjectType = 'REINDEX_OBJECT_INDEX'): string | null {
  switch (kind) {
    case 'REINDEX_OBJECT_SCHEMA':
      return 'reindex schema'
    case 'REINDEX_OBJECT_SYSTEM':
      return 'reindex system'
    case 'REINDEX_OBJECT_DATABASE':
      return 'reindex database'
    case 'REINDEX_OBJECT_INDEX':
    case 'REINDEX_OBJECT_TABLE':
      return null
  }
}

/** The slot that it makes on the publisher cannot be rolled back. */
function createSubscription({ options }: CreateSubscriptionStmt): string | null {
  const makesSlot = isOn(options, 'create_slot', isOn(options, 'connect', true))
  return makesSlot ? 'create subscription' : null
}

function alterSubscription(statement: AlterSubscriptionStmt): string | null {
  const { kind = 'ALTER_SUBSCRIPTION_OPTIONS', options } = statement
  switch (kind) {
    case 'ALTER_SUBSCRIPTION_REFRESH':
      return 'alter subscription … refresh publication'
    case 'ALTER_SUBSCRIPTION_SET_PUBLICATION':
    case 'ALTER_SUBSCRIPTION_ADD_PUBLICATION':
    case 'ALTER_SUBSCRIPTION_DROP_PUBLICATION':
      return isOn(options, 'refresh', true) ? 'alter subscription … publication' : null
    case 'ALTER_SUBSCRIPTION_OPTIONS':
      return changesSlot(options) ? 'alter subscription … set' : null
    case 'ALTER_SUBSCRIPTION_CONNECTION':
    case 'ALTER_SUBSCRIPTION_ENABLED':
    case 'ALTER_SUBSCRIPTION_SKIP':
      return null
  }
}

/** Since PostgreSQL 17 `failover`, since 18 `two_phase = false`, are changed in the slot as well. */
function changesSlot(options: AlterSubscriptionStmt['options']): boolean {
  return definitionOption(options, 'failover') !== null || !isOn(options, 'two_phase', true)
}
