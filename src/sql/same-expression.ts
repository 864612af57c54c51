import type { Json } from '../kernel/canonical-json.ts'
import { parseStatement } from './parser.ts'

/** A text that a PostgreSQL printed, and the major version of that PostgreSQL. */
export interface PrintedText {
  readonly text: string
  readonly major: number
}

/**
 * Whether two majors printed the same expression (of a default, a check, a condition). A text that
 * does not parse is equal only to itself. Needs `loadParser()`.
 */
export function sameExpression(left: PrintedText, right: PrintedText): boolean {
  return left.text === right.text || sameStatement(selected(left), selected(right))
}

/**
 * Whether two majors printed the same statement: the body of a view, a trigger, a function. Each
 * text is one statement, as PostgreSQL prints them. Needs `loadParser()`.
 *
 * Over PostgreSQL's regression scripts (9,400 definitions, PostgreSQL 14 to 18) and a script of
 * our own (1,100) the trees differ only in the ways that are named below; the major 18 of PGlite
 * prints as the native one does.
 */
export function sameStatement(left: PrintedText, right: PrintedText): boolean {
  if (left.text === right.text) return true
  try {
    return sameParsed(left, right)
  } catch (error) {
    // Nested too deeply to be walked: then the texts decide, and they differ.
    if (error instanceof RangeError) return false
    throw error
  }
}

function selected({ text, major }: PrintedText): PrintedText {
  return { text: `select (${text})`, major }
}

function sameParsed(left: PrintedText, right: PrintedText): boolean {
  const leftTree = treeOf(left)
  const rightTree = treeOf(right)
  if (leftTree === null || rightTree === null) return false
  return (
    sameTree(canonical(leftTree), canonical(rightTree)) ||
    sameTree(
      canonical(aliasesAsSince16(leftTree, left)),
      canonical(aliasesAsSince16(rightTree, right)),
    )
  )
}

/** The tree of a statement without its locations; null where it does not parse. */
function treeOf({ text }: PrintedText): Json | null {
  const parsed = parseStatement(text)
  // Interfaces lack the index signature that Json asks for, though they are plain data.
  return parsed.kind === 'statement' ? withoutLocations(parsed.node as unknown as Json) : null
}

type Fields = Readonly<Record<string, Json>>

/** Rewrites a node of a tree; null leaves it to be rewritten part by part. */
type Rewrite = (key: string, node: Json) => Json | null

function canonical(statement: Json): Json {
  return unqualified(withoutInvisibleNames(statement))
}

/** Offsets into the text: since PostgreSQL 18 also those of lists. They are numbers, unlike `location '…'`. */
const LOCATIONS: ReadonlySet<string> = new Set([
  'location',
  'name_location',
  'stmt_location',
  'stmt_len',
  'list_start',
  'list_end',
  'rexpr_list_start',
  'rexpr_list_end',
])

function withoutLocations(tree: Json): Json {
  if (isList(tree)) return tree.map(withoutLocations)
  if (!isFields(tree)) return tree
  const kept = Object.entries(tree).filter(
    ([key, value]) => typeof value !== 'number' || !LOCATIONS.has(key),
  )
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutLocations(value)]))
}

/**
 * PostgreSQL 14 and 15 print the columns of a view over one relation qualified (`users.id`), later
 * ones bare (`id`), except in an `order by` where an output column has the name too.
 *
 * Safe: a printed body names columns by what they are, never by an output name, so at this level a
 * bare name is a column of the only relation. Queries within it are left alone: they are qualified
 * in every version. A join is left alone, for its merged columns are bare in every version.
 */
function unqualified(statement: Json): Json {
  const relation = onlyRelation(field(field(statement, 'SelectStmt'), 'fromClause'))
  if (relation === null) return statement
  return rewritten(statement, (key, node) => {
    if (key === 'fromClause' || key === 'subselect' || key === 'withClause') return node
    return key === 'ColumnRef' ? bareColumn(node, relation) : null
  })
}

/** The name that the columns of a `from` with a single relation are qualified with. */
function onlyRelation(from: Json): string | null {
  const items = isList(from) ? from : []
  if (items.length !== 1 || field(items[0], 'JoinExpr') !== null) return null
  const sampled = field(field(items[0], 'RangeTableSample'), 'relation')
  const [relation = null] = Object.values(isFields(sampled) ? sampled : asFields(items[0]))
  const name = field(field(relation, 'alias'), 'aliasname') ?? field(relation, 'relname')
  return typeof name === 'string' ? name : null
}

function bareColumn(reference: Json, relation: string): Json {
  const names = asList(field(reference, 'fields'))
  const [first, second] = names.map(nameOf)
  // `users.*` has no name in second place: it stays.
  if (names.length !== 2 || first !== relation || second === null) return reference
  return { ...asFields(reference), fields: names.slice(1) }
}

/**
 * Up to PostgreSQL 15 every view had relations `old` and `new` of its own, so that a relation that
 * the user calls `old` is printed as `old_1`, the next one as `old_2`.
 *
 * Safe: those versions never print the alias `old` itself, so no two aliases become one; queries
 * that differ by the names of their aliases only are the same.
 */
function aliasesAsSince16(statement: Json, { major }: PrintedText): Json {
  if (major >= 16) return statement
  return rewritten(statement, (key, node) => {
    if (key === 'aliasname' && typeof node === 'string') return aliasSince16(node)
    if (key === 'RangeVar') return relationSince16(node)
    return key === 'ColumnRef' ? columnSince16(node) : null
  })
}

function aliasSince16(alias: string): string {
  const [, name, number] = /^(old|new)_([1-9][0-9]*)$/.exec(alias) ?? []
  if (name === undefined) return alias
  return number === '1' ? name : `${name}_${Number(number) - 1}`
}

function relationSince16(relation: Json): Json {
  const { alias = null, ...rest } = asFields(relation)
  const name = field(alias, 'aliasname')
  if (typeof name !== 'string') return relation
  const since16 = aliasSince16(name)
  // A table that is called "old" itself needs no alias any more.
  const needless = since16 === field(relation, 'relname') && field(alias, 'colnames') === null
  return needless ? rest : { ...rest, alias: { ...asFields(alias), aliasname: since16 } }
}

function columnSince16(reference: Json): Json {
  const [first, ...others] = asList(field(reference, 'fields'))
  const name = nameOf(first ?? null)
  if (name === null || others.length === 0) return reference
  return { ...asFields(reference), fields: [{ String: { sval: aliasSince16(name) } }, ...others] }
}

/**
 * PostgreSQL 14 calls the output column of the constant `true` "bool" and prints it so, even where
 * the name cannot be seen: in a query within an expression, or in the body of an SQL function.
 *
 * Safe: nothing can refer to that name. (An `update … set bool = true` in a body loses the name of
 * its column too; nothing else that parses has none.)
 */
function withoutInvisibleNames(statement: Json): Json {
  return rewritten(statement, (key, node) => {
    if (key !== 'subselect' && key !== 'sql_body') return null
    return rewritten(withoutInvisibleNames(node), (inner, target) => {
      if (inner === 'fromClause' || inner === 'withClause') return target
      return inner === 'ResTarget' ? withoutNameOfBoolean(target) : null
    })
  })
}

function withoutNameOfBoolean(target: Json): Json {
  const { name, ...rest } = asFields(target)
  const boolean = field(field(rest['val'] ?? null, 'A_Const'), 'boolval') !== null
  return name === 'bool' && boolean ? rest : target
}

function rewritten(tree: Json, rewrite: Rewrite): Json {
  if (isList(tree)) return tree.map((item) => rewritten(item, rewrite))
  if (!isFields(tree)) return tree
  const entries = Object.entries(tree)
  return Object.fromEntries(
    entries.map(([key, value]) => [key, rewrite(key, value) ?? rewritten(value, rewrite)]),
  )
}

/** The parser gives the fields of a node always in one order, so the texts of equal trees are equal. */
function sameTree(left: Json, right: Json): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}

function nameOf(node: Json): string | null {
  const name = field(field(node, 'String'), 'sval')
  return typeof name === 'string' ? name : null
}

function field(node: Json | undefined, name: string): Json {
  return asFields(node ?? null)[name] ?? null
}

function asFields(node: Json | undefined): Fields {
  return node !== undefined && isFields(node) ? node : {}
}

function asList(node: Json): readonly Json[] {
  return isList(node) ? node : []
}

function isFields(node: Json): node is Fields {
  return node !== null && typeof node === 'object' && !isList(node)
}

function isList(node: Json): node is readonly Json[] {
  return Array.isArray(node)
}
