import type { CatalogueObject } from '../compare/catalogue-object.ts'
import type { Routine } from '../catalogue/routine.ts'
import { tokenAt } from '../sql/token.ts'
import { isKey } from '../sql/print/key-content.ts'

/**
 * The names that no other object can have while an object has them, each with its space: tables,
 * views, sequences and indexes share one in a schema, and so do types and the row types of tables.
 */
export function occupiedNames(object: CatalogueObject): readonly string[] {
  const { reference } = object
  if (!('schema' in reference)) return []
  const inSpace = (space: string, name: string): string =>
    [space, reference.schema, name].join('\0')
  switch (object.kind) {
    case 'table':
    case 'view':
      return [inSpace('relation', object.described.name), inSpace('type', object.described.name)]
    case 'sequence':
    case 'index':
      return [inSpace('relation', object.described.name)]
    case 'constraint':
      return namesOfConstraint(object, inSpace)
    case 'column': {
      const { identity } = object.described
      return identity === null ? [] : [inSpace('relation', identity.sequence.name)]
    }
    case 'type':
      return namesOfType(object, inSpace)
    case 'routine':
      return arities(object.described).map((count) =>
        inSpace('routine', `${object.described.name}\0${count}`),
      )
    case 'aggregate':
      return Array.from({ length: MOST_ARGUMENTS }, (_, count) =>
        inSpace('routine', `${object.described.name}\0${count}`),
      )
    case 'statistics':
      return [inSpace('statistics', object.described.name)]
    case 'schema':
    case 'extension':
    case 'domain-check':
    case 'composite-attribute':
    case 'view-column':
    case 'trigger':
    case 'policy':
    case 'undescribed':
      return []
  }
}

/** `FUNC_MAX_ARGS`, and none. */
const MOST_ARGUMENTS = 101

/** With how many arguments a routine can be called: those of one number may be taken for others. */
function arities({ definition, identityArguments }: Routine): readonly number[] {
  const head = definition.slice(0, definition.indexOf('\n'))
  const isOpen = / (DEFAULT|VARIADIC) |\(VARIADIC /.test(head)
  const parts = identityArguments === '' ? [] : partsOf(identityArguments)
  const inputs = parts.filter((part) => !part.startsWith('OUT ')).length
  if (isOpen) return Array.from({ length: MOST_ARGUMENTS }, (_, count) => count)
  return [...new Set([inputs, parts.length])]
}

/** What stands between the commas of a list, but for those in parentheses and quotes. */
function partsOf(list: string): readonly string[] {
  const parts: string[] = ['']
  let depth = 0
  for (let at = 0; at < list.length;) {
    const { start, end } = tokenAt(list, at)
    const text = list.slice(start, end)
    at = end
    if (text === '(') depth += 1
    if (text === ')') depth -= 1
    if (text === ',' && depth === 0) parts.push('')
    else parts.push((parts.pop() ?? '') + text)
  }
  return parts.map((part) => part.trim())
}

/** A table has one primary key. */
function namesOfConstraint(
  { described, reference }: Extract<CatalogueObject, { kind: 'constraint' }>,
  inSpace: (space: string, name: string) => string,
): readonly string[] {
  if (!isKey(described)) return []
  const index = inSpace('relation', described.name)
  return described.kind === 'primary-key'
    ? [index, inSpace('primary key', reference.relation)]
    : [index]
}

function namesOfType(
  { described }: Extract<CatalogueObject, { kind: 'type' }>,
  inSpace: (space: string, name: string) => string,
): readonly string[] {
  const name = inSpace('type', described.name)
  switch (described.kind) {
    case 'composite-type':
      return [name, inSpace('relation', described.name)]
    case 'range':
      return [name, inSpace('type', described.multirange.name)]
    case 'enum':
    case 'domain':
      return [name]
  }
}
