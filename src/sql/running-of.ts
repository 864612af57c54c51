import type { AlterTableStmt, DropStmt, IndexStmt, Node, RangeVar, ReindexStmt } from 'libpg-query'
import { isOn } from './definition-option.ts'
import { leadingWords } from './leading-words.ts'
import { outsideCommand } from './outside-command.ts'
import { parseStatement } from './parser.ts'
import type { RelationName, StatementRun } from './statement-run.ts'
import { setsSession } from './sets-session.ts'
import { transactionCommand } from './transaction-command.ts'

/** Statements that begin so are never anything but transactional: long inserts need no parsing. */
const alwaysTransactional: ReadonlySet<string> = new Set([
  ...['insert', 'update', 'delete', 'merge', 'values', 'with', 'truncate'],
  ...['comment', 'grant', 'revoke'],
])

const TRANSACTIONAL: StatementRun = { kind: 'transactional' }

/**
 * How one statement can be run, from its parse tree, where PostgreSQL's source calls
 * `PreventInTransactionBlock`. Needs `loadParser()`.
 *
 * Two cases depend on the database and count as transactional, though PostgreSQL refuses them in a
 * transaction block: `reindex` and `cluster` of one partitioned table. So does what cannot be
 * parsed: PostgreSQL will say what is wrong with it.
 */
export function runningOf(text: string): StatementRun {
  if (alwaysTransactional.has(leadingWords(text, 1)[0] ?? '')) return TRANSACTIONAL
  const parsed = parseStatement(text)
  if (parsed.kind !== 'statement') return TRANSACTIONAL
  return concurrentRun(parsed.node) ?? otherRun(parsed.node)
}

function concurrentRun(node: Node): StatementRun | null {
  if ('IndexStmt' in node) return createIndex(node.IndexStmt)
  if ('DropStmt' in node) return dropIndex(node.DropStmt)
  if ('ReindexStmt' in node) return reindex(node.ReindexStmt)
  if ('AlterTableStmt' in node) return detach(node.AlterTableStmt)
  return null
}

function otherRun(node: Node): StatementRun {
  if ('DoStmt' in node) return { kind: 'may-commit', command: 'do' }
  if ('CallStmt' in node) return { kind: 'may-commit', command: 'call' }
  if ('TransactionStmt' in node) {
    return { kind: 'transaction-control', command: transactionCommand(node.TransactionStmt) }
  }
  if (setsSession(node)) return { kind: 'session-setting' }
  const command = outsideCommand(node)
  return command === null ? TRANSACTIONAL : { kind: 'outside-transaction', command }
}

function createIndex(index: IndexStmt): StatementRun | null {
  if (!index.concurrent) return null
  return {
    kind: 'create-index-concurrently',
    name: index.idxname ?? null,
    table: relation(index.relation),
    ifNotExists: index.if_not_exists ?? false,
  }
}

function dropIndex(drop: DropStmt): StatementRun | null {
  if (!drop.concurrent) return null
  return { kind: 'drop-index-concurrently', names: (drop.objects ?? []).map(nameInList) }
}

const reindexTargets = {
  REINDEX_OBJECT_INDEX: 'index',
  REINDEX_OBJECT_TABLE: 'table',
  REINDEX_OBJECT_SCHEMA: 'schema',
  REINDEX_OBJECT_SYSTEM: 'system',
  REINDEX_OBJECT_DATABASE: 'database',
} as const

function reindex(statement: ReindexStmt): StatementRun | null {
  const { kind = 'REINDEX_OBJECT_INDEX', params } = statement
  if (!isOn(params, 'concurrently', false)) return null
  return {
    kind: 'reindex-concurrently',
    target: reindexTargets[kind],
    name: reindexed(statement),
  }
}

function reindexed(statement: ReindexStmt): RelationName | null {
  if (statement.relation) return relation(statement.relation)
  return statement.name === undefined ? null : { schema: null, name: statement.name }
}

/** PostgreSQL allows no other command beside a detach. */
function detach(alter: AlterTableStmt): StatementRun | null {
  const [command] = alter.cmds ?? []
  if (!command || !('AlterTableCmd' in command)) return null
  const { subtype, def } = command.AlterTableCmd
  if (subtype !== 'AT_DetachPartition' || !def || !('PartitionCmd' in def)) return null
  if (!def.PartitionCmd.concurrent) return null
  const partition = relation(def.PartitionCmd.name)
  return { kind: 'detach-concurrently', table: relation(alter.relation), partition }
}

function relation(range: RangeVar | undefined): RelationName {
  return { schema: range?.schemaname ?? null, name: range?.relname ?? '' }
}

/** `drop` gives names as lists of their parts. */
function nameInList(node: Node): RelationName {
  const items = 'List' in node ? (node.List.items ?? []) : []
  const parts = items.map((item) => ('String' in item ? (item.String.sval ?? '') : ''))
  return { schema: parts.at(-2) ?? null, name: parts.at(-1) ?? '' }
}
