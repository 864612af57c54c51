import type { QualifiedName } from '../../catalogue/qualified-name.ts'
import type { CompositeAttribute, CompositeType } from '../../catalogue/user-type.ts'
import { identifier, qualified } from '../identifier.ts'
import { sql, type Sql } from '../sql.ts'
import { lines } from './name-list.ts'
import { optional } from './optional.ts'
import { printedText } from './printed-text.ts'

/** Makes a composite type with its attributes. */
export function createCompositeType(type: CompositeType): readonly Sql[] {
  return [sql`create type ${qualified(type)} as ${lines(type.attributes.map(attributeDefinition))}`]
}

/** Adds an attribute behind the others. */
export function addAttribute(type: QualifiedName, attribute: CompositeAttribute): readonly Sql[] {
  return [sql`alter type ${qualified(type)} add attribute ${attributeDefinition(attribute)}`]
}

/** Drops an attribute. */
export function dropAttribute(
  type: QualifiedName,
  { name }: Pick<CompositeAttribute, 'name'>,
): readonly Sql[] {
  return [sql`alter type ${qualified(type)} drop attribute ${identifier(name)}`]
}

/** Gives an attribute its type and collation. PostgreSQL refuses where a table's column uses it. */
export function setAttributeType(
  type: QualifiedName,
  attribute: CompositeAttribute,
): readonly Sql[] {
  const name = identifier(attribute.name)
  return [sql`alter type ${qualified(type)} alter attribute ${name} type ${typeOf(attribute)}`]
}

function attributeDefinition(attribute: CompositeAttribute): Sql {
  return sql`${identifier(attribute.name)} ${typeOf(attribute)}`
}

function typeOf({ type, collation }: CompositeAttribute): Sql {
  return sql`${printedText(type)}${optional(collation, (text) => sql` collate ${printedText(text)}`)}`
}
