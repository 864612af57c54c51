import type { TreeCursor } from 'web-tree-sitter'

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

/** Copies a tree, comments left out. No recursion: the tree may be of any depth. */
export function rawTree(cursor: TreeCursor): RawNode {
  const root = copy(cursor)
  const path = [root]
  if (!cursor.gotoFirstChild()) return root
  while (path.length > 0) {
    const node = copy(cursor)
    if (!cursor.nodeIsNamed || node.type !== 'comment') path.at(-1)?.children.push(node)
    if (cursor.gotoFirstChild()) {
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

interface Growing extends RawNode {
  readonly children: Growing[]
}

function copy(cursor: TreeCursor): Growing {
  return {
    type: cursor.nodeType,
    isNamed: cursor.nodeIsNamed,
    field: cursor.currentFieldName,
    start: cursor.startIndex,
    end: cursor.endIndex,
    isMissing: cursor.nodeIsMissing,
    children: [],
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
