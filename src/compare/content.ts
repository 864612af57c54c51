import type { QualifiedName } from '../catalogue/qualified-name.ts'
import { canonicalJson, type Json } from '../kernel/canonical-json.ts'
import { identifier, qualified } from '../sql/identifier.ts'
import { variantOf } from './attribute.ts'
import { attributesOf } from './attribute-tables.ts'
import { valueOf } from './attribute-value.ts'
import { partsOf, type CatalogueObject } from './catalogue-object.ts'

/** All that an object is but its own name: equal texts for objects that differ by name only. */
export function contentOf(object: CatalogueObject): string {
  return JSON.stringify(content(object, object))
}

/** The content of an object or of one of its parts, without the names that the object has in it. */
function content(object: CatalogueObject, owner: CatalogueObject): Json {
  const attributes = attributesOf(variantOf(object)).map(([attribute]) => {
    const value = valueOf(object, attribute)
    if (attribute === 'definition' && typeof value === 'string') return withoutName(value, owner)
    if (attribute === 'references' && isSelf(value, owner)) return 'self'
    // Only records have an order of keys that must not count.
    return value !== null && typeof value === 'object' ? canonicalJson(value) : value
  })
  const parts = partsOf(object).map((part): Json => {
    const name = 'name' in part.reference ? part.reference.name : ''
    return [part.kind, name, content(part, owner)]
  })
  return [variantOf(object), attributes, parts]
}

/** Whether a foreign key refers to the table that it is on. */
function isSelf(value: Json, owner: CatalogueObject): boolean {
  if (owner.kind !== 'table') return false
  const { schema, name } = owner.described
  return canonicalJson(value) === canonicalJson({ schema, name } satisfies QualifiedName)
}

/** A definition without the name that its object has in it. */
function withoutName(definition: string, { reference }: CatalogueObject): string {
  const { kind } = reference
  if (kind === 'routine') return definition.replace(` ${qualified(reference)}(`, ' (')
  if (kind === 'statistics') return definition.replace(` STATISTICS ${qualified(reference)} `, ' ')
  if (kind === 'trigger') return definition.replace(` TRIGGER ${identifier(reference.name)} `, ' ')
  // The definitions of its triggers name it.
  const hasTriggers = kind === 'table' || kind === 'view'
  return hasTriggers ? definition.replace(` ON ${qualified(reference)} `, ' ') : definition
}
