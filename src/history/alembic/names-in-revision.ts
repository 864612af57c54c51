import type { Place } from '../../kernel/place.ts'
import { compareText } from '../../kernel/ordering.ts'
import { childrenOf, type SyntaxNode } from '../../python/syntax/children.ts'
import type { PythonParser } from '../../python/syntax/python-parser.ts'
import type {
  Call,
  Expression,
  FunctionStatement,
  Statement,
} from '../../python/syntax/syntax-tree.ts'
import { writtenFunction } from './written-function.ts'

/** A file that is written as a revision, and what it may change as far as its text names it. */
export interface NamingRevision {
  readonly id: string
  /** Where its `upgrade` stands. */
  readonly at: Place
  /** Tables, indexes and the like, and words that may be names; sorted. */
  readonly names: readonly string[]
  /** Whether it also changes what does not stand in it. */
  readonly namesMore: boolean
}

/**
 * Reads the text of a file that nobody is known to run; null where it is not written as a revision: with an
 * id, and a function `upgrade` that speaks to a database.
 */
export function namesInRevision(
  source: { readonly file: string; readonly text: string },
  parser: PythonParser,
): NamingRevision | null {
  const { statements } = parser.parseModule(source.text)
  const id = statements.map(idIn).findLast((one) => one !== null)
  const upgrade = statements.filter(isFunction).findLast(({ code }) => code.name === 'upgrade')
  if (id === undefined || upgrade === undefined) return null
  if (!/\b(op|sa|sqlalchemy)\b/.test(source.text)) return null
  const { body, at } = writtenFunction('upgrade', source, parser)
  if (at === null) return null
  if (body !== 'working') return { id, at, names: [], namesMore: false }
  const found = gathered(statements, upgrade)
  // What is done with no name in it, is done with names that stand elsewhere.
  const namesMore = found.namesMore || (found.names.size === 0 && !found.changesRows)
  return { id, at, names: [...found.names].sort(compareText), namesMore }
}

function isFunction(statement: Statement): statement is FunctionStatement {
  return statement.kind === 'function'
}

function idIn(statement: Statement): string | null {
  const value = valueOf(statement, /^revision$/)
  return value?.kind === 'literal' && value.value.kind === 'str' ? value.value.value : null
}

function valueOf(statement: Statement, wanted: RegExp): Expression | null {
  if (statement.kind !== 'assignment' && statement.kind !== 'annotated') return null
  const targets = statement.kind === 'assignment' ? statement.targets : [statement.target]
  return targets.some((one) => one.kind === 'name' && wanted.test(one.name))
    ? statement.value
    : null
}

interface Gathered {
  readonly names: Set<string>
  namesMore: boolean
  /** Whether it changes rows, which do not show in a schema. */
  changesRows: boolean
  /** What directives are called on: `op`, and what `upgrade` is given. */
  readonly operators: ReadonlySet<string>
  readonly imported: ReadonlySet<string>
}

function gathered(statements: readonly Statement[], { code }: FunctionStatement): Gathered {
  const found: Gathered = {
    names: new Set(),
    namesMore: false,
    changesRows: false,
    operators: new Set(['op', ...code.parameters.map(({ name }) => name)]),
    imported: new Set(
      statements.flatMap((one) =>
        one.kind === 'import-from' && one.names !== '*'
          ? one.names.map(({ name, alias }) => alias ?? name)
          : [],
      ),
    ),
  }
  for (const statement of statements) {
    const isWayBack = isFunction(statement) && statement.code.name === 'downgrade'
    if (!isWayBack && valueOf(statement, HEAD) === null) gather(statement, found)
  }
  return found
}

const HEAD = /^(revision|down_revision|branch_labels|depends_on)$/

function gather(node: SyntaxNode, found: Gathered): void {
  // A docstring.
  if (node.kind === 'expression' && node.expression.kind === 'literal') return
  if (node.kind === 'literal' && node.value.kind === 'str') addWords(node.value.value, found)
  if (node.kind === 'joined') {
    for (const part of node.parts) if (typeof part === 'string') addWords(part, found)
  }
  if (node.kind === 'call' && addDirective(node, found)) return
  for (const inner of childrenOf(node)) gather(inner, found)
}

function addWords(text: string, found: Gathered): void {
  if (
    /^\s*(update|insert\s+into|delete\s+from)\s/i.test(text) &&
    !/\b(alter|create|drop)\b/i.test(text)
  ) {
    found.changesRows = true
    return
  }
  for (const [word] of text.matchAll(/[\p{L}_][\p{L}\p{N}_$]*/gu)) found.names.add(word)
}

/** Where a directive names tables, and where it names what it makes on them. */
interface Naming {
  readonly tables: readonly number[]
  readonly own: readonly number[]
}

const onTable: Naming = { tables: [0], own: [] }
const namedOnTable: Naming = { tables: [1], own: [0] }

const directives = new Map<string, Naming>([
  ...[
    ...['create_table', 'drop_table', 'add_column', 'drop_column', 'alter_column'],
    ...['batch_alter_table', 'create_table_comment', 'drop_table_comment'],
  ].map((name) => [name, onTable] as const),
  ...[
    ...['create_index', 'create_foreign_key', 'create_unique_constraint'],
    ...['create_check_constraint', 'create_primary_key', 'create_exclude_constraint'],
    'drop_constraint',
  ].map((name) => [name, namedOnTable] as const),
  // PostgreSQL needs no table for it.
  ['drop_index', { tables: [], own: [0, 1] }],
  ['rename_table', { tables: [0, 1], own: [] }],
  ['bulk_insert', { tables: [], own: [] }],
])

const tableKeywords = /^(table_name|source_table|old_table_name|new_table_name)$/
const ownKeywords = /^(constraint_name|index_name)$/

/** Takes the names out of a call of a directive's; false where it is none. Its other parts are no tables. */
function addDirective({ callee, arguments: given }: Call, found: Gathered): boolean {
  if (callee.kind !== 'attribute') return false
  if (callee.name === 'bulk_insert') found.changesRows = true
  const naming = directives.get(callee.name)
  if (naming === undefined) return false
  const isOwn = callee.object.kind === 'name' && found.operators.has(callee.object.name)
  for (const [at, { kind, name, value }] of given.entries()) {
    const isTable = name === null ? naming.tables.includes(at) : tableKeywords.test(name)
    const isName = name === null ? naming.own.includes(at) : ownKeywords.test(name)
    if (kind === 'star' || kind === 'double-star') found.namesMore ||= isOwn
    else if (isTable) addTable(value, isOwn, found)
    else if (isName) gather(value, found)
  }
  return true
}

/** What is put together while it runs is not known; where a name stands for it, it stands in the file. */
function addTable(value: Expression, isOwn: boolean, found: Gathered): void {
  // Within `batch_alter_table` columns stand where the table would.
  if (!isOwn && value.kind !== 'literal') return
  const before = found.names.size
  gather(value, found)
  const isHere = value.kind === 'name' && !found.imported.has(value.name)
  const isWhole = value.kind === 'literal' || (value.kind === 'call' && found.names.size > before)
  if (!isHere && !isWhole) found.namesMore = true
}
