import type { QualifiedName } from '../catalogue/qualified-name.ts'
import type { Routine } from '../catalogue/routine.ts'
import type { CatalogueObject, CatalogueObjectOf } from '../compare/catalogue-object.ts'
import { dispatchByKind, type ByKind } from '../compare/dispatch-by-kind.ts'
import { tokenAt } from '../sql/token.ts'
import { isKey } from '../sql/print/key-content.ts'

/**
 * The names that no other object can have while an object has them, each with its space: tables,
 * views, sequences and indexes share one in a schema, and so do types and the row types of tables.
 */
export function occupiedNames(object: CatalogueObject): readonly string[] {
  return dispatchByKind(occupied, object)
}

const occupied: ByKind<readonly string[]> = {
  table: namesOfRelation,
  view: namesOfRelation,
  sequence: nameOfRelation,
  index: nameOfRelation,
  constraint: namesOfConstraint,
  column: namesOfColumn,
  type: namesOfType,
  routine: ({ described }) => signatures(described, arities(described)),
  aggregate: ({ described }) => signatures(described, anyArity),
  statistics: ({ described: { schema, name } }) => [inSpace('statistics', schema, name)],
  schema: none,
  extension: none,
  'domain-check': none,
  'composite-attribute': none,
  'view-column': none,
  trigger: none,
  policy: none,
  undescribed: none,
}

function inSpace(space: string, schema: string, name: string): string {
  return [space, schema, name].join('\0')
}

function none(): readonly string[] {
  return []
}

/** `FUNC_MAX_ARGS`, and none. */
const MOST_ARGUMENTS = 101

const anyArity: readonly number[] = Array.from({ length: MOST_ARGUMENTS }, (_, count) => count)

function signatures({ schema, name }: QualifiedName, counts: readonly number[]): readonly string[] {
  return counts.map((count) => inSpace('routine', schema, `${name}\0${count}`))
}

/** With how many arguments a routine can be called: those of one number may be taken for others. */
function arities({ definition, identityArguments }: Routine): readonly number[] {
  const head = definition.slice(0, definition.indexOf('\n'))
  const isOpen = / (DEFAULT|VARIADIC) |\(VARIADIC /.test(head)
  const parts = identityArguments === '' ? [] : partsOf(identityArguments)
  const inputs = parts.filter((part) => !part.startsWith('OUT ')).length
  if (isOpen) return anyArity
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

function nameOfRelation({
  reference: { schema, name },
}: CatalogueObjectOf<'table' | 'view' | 'sequence' | 'index'>): readonly string[] {
  return [inSpace('relation', schema, name)]
}

/** A table or view with the type of its rows. */
function namesOfRelation(object: CatalogueObjectOf<'table' | 'view'>): readonly string[] {
  const { schema, name } = object.reference
  return [...nameOfRelation(object), inSpace('type', schema, name)]
}

/** A table has one primary key. */
function namesOfConstraint({
  described,
  reference: { schema, relation },
}: CatalogueObjectOf<'constraint'>): readonly string[] {
  if (!isKey(described)) return []
  const index = inSpace('relation', schema, described.name)
  return described.kind === 'primary-key'
    ? [index, inSpace('primary key', schema, relation)]
    : [index]
}

function namesOfColumn({
  described: { identity },
  reference: { schema },
}: CatalogueObjectOf<'column'>): readonly string[] {
  return identity === null ? [] : [inSpace('relation', schema, identity.sequence.name)]
}

function namesOfType({ described }: CatalogueObjectOf<'type'>): readonly string[] {
  const { schema, name: own } = described
  const name = inSpace('type', schema, own)
  switch (described.kind) {
    case 'composite-type':
      return [name, inSpace('relation', schema, own)]
    case 'range':
      return [name, inSpace('type', schema, described.multirange.name)]
    case 'enum':
    case 'domain':
      return [name]
  }
}
