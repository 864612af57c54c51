import type { Language, TreeCursor } from 'web-tree-sitter'

/** A node of tree-sitter's tree, copied out of its memory. */
export interface RawNode {
  readonly type: string
  readonly isNamed: boolean
  readonly field: string | null
  readonly start: number
  readonly end: number
  readonly isMissing: boolean
  readonly children: readonly RawNode[]
}

/**
 * Copies a tree, comments left out. No recursion: the tree may be of any depth. Every question to the
 * cursor is a call into its memory: asking for less made this twice as fast.
 */
export function rawTree(cursor: TreeCursor, language: Language): RawNode {
  const copy = copier(cursor, language)
  const root = copy()
  const path = [root]
  if (!cursor.gotoFirstChild()) return root
  while (path.length > 0) {
    const node = copy()
    if (node.type !== 'comment') path.at(-1)?.children.push(node)
    if (node.isNamed && !LEAVES.has(node.type) && cursor.gotoFirstChild()) {
      path.push(node)
      continue
    }
    while (!cursor.gotoNextSibling()) {
      path.pop()
      if (path.length === 0 || !cursor.gotoParent()) return root
    }
  }
  return root
}

/** Nodes of which nothing within is looked at. */
const LEAVES: ReadonlySet<string> = new Set([
  'identifier',
  'string_start',
  'string_content',
  'string_end',
  'integer',
  'float',
  'true',
  'false',
  'none',
  'comment',
  'dotted_name',
])

interface Growing extends RawNode {
  readonly children: Growing[]
}

function copier(cursor: TreeCursor, language: Language): () => Growing {
  const named = language.types.map((_, id) => language.nodeTypeIsNamed(id))
  return () => {
    const id = cursor.nodeTypeId
    const field = cursor.currentFieldId
    const start = cursor.startIndex
    const end = cursor.endIndex
    const type = language.types[id] ?? 'ERROR'
    return {
      type,
      // `not in` and `is not` have parts of their own, and their names are no names of types.
      isNamed: named[id] ?? true,
      field: field === 0 ? null : (language.fields[field] ?? null),
      start,
      end,
      // Only an empty node can be one that the parser made up.
      isMissing: start === end && cursor.nodeIsMissing,
      children: [],
    }
  }
}

/** The child in a field, or null. */
export function child(node: RawNode, field: string): RawNode | null {
  return node.children.find((one) => one.field === field) ?? null
}

/** All named children in a field. */
export function fieldChildren(node: RawNode, field: string): readonly RawNode[] {
  return node.children.filter((one) => one.field === field && one.isNamed)
}

/** Children that are not punctuation. */
export function namedChildren(node: RawNode): readonly RawNode[] {
  return node.children.filter((one) => one.isNamed)
}

/** Whether a keyword or sign stands directly in the node. */
export function hasToken(node: RawNode, token: string): boolean {
  return node.children.some((one) => !one.isNamed && one.type === token)
}

/** The first child of a type, or null. */
export function childOfType(node: RawNode, type: string): RawNode | null {
  return node.children.find((one) => one.type === type) ?? null
}
