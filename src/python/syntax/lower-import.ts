import { type Lowering, span } from './lowering.ts'
import { child, childOfType, fieldChildren, type RawNode } from './raw-tree.ts'
import type { Statement } from './syntax-tree.ts'

interface ImportedName {
  readonly name: string
  readonly alias: string | null
}

/** `import a.b as c, d` */
export function lowerImport(node: RawNode, lowering: Lowering): Statement {
  const modules = importedNames(node, lowering).map(({ name, alias }) => ({ module: name, alias }))
  return { kind: 'import', ...span(node), modules }
}

/** `from ..a import b as c`, `from a import *` */
export function lowerImportFrom(node: RawNode, lowering: Lowering): Statement {
  const source = child(node, 'module_name')
  const text = source ? compact(lowering.text(source)) : ''
  const module = text.replace(/^\.+/, '')
  const isStar = childOfType(node, 'wildcard_import') !== null
  return {
    kind: 'import-from',
    ...span(node),
    module,
    level: text.length - module.length,
    names: isStar ? '*' : importedNames(node, lowering),
  }
}

/** `from __future__ import annotations` */
export function lowerFutureImport(node: RawNode, lowering: Lowering): Statement {
  const names = importedNames(node, lowering)
  return { kind: 'import-from', ...span(node), module: '__future__', level: 0, names }
}

function importedNames(node: RawNode, lowering: Lowering): readonly ImportedName[] {
  return fieldChildren(node, 'name').map((one) => {
    const name = child(one, 'name')
    const alias = child(one, 'alias')
    if (one.type !== 'aliased_import' || !name) {
      return { name: compact(lowering.text(one)), alias: null }
    }
    return { name: compact(lowering.text(name)), alias: alias ? lowering.text(alias) : null }
  })
}

/** Blanks may stand around the dots. */
function compact(text: string): string {
  return text.replace(/[\s\\]+/g, '')
}
