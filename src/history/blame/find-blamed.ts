import { formatReference, type ObjectReference } from '../../catalogue/object-reference.ts'
import { nearestName } from '../../kernel/nearest-name.ts'
import { UserError } from '../../kernel/user-error.ts'
import type { BlamedObject } from './blame.ts'

/** What a user asked of, and all that falls with it. */
export interface FoundBlame {
  /** Lives of one name: what was dropped and made again has several. */
  readonly lives: readonly BlamedObject[]
  /** The parts of a table, view or type. */
  readonly parts: readonly BlamedObject[]
}

/**
 * Finds what a user means by `users`, `public.users`, `users.email`, `public.users.email`, the name of
 * an index or constraint, or `f(integer)`. Names are written as PostgreSQL stores them; one with a
 * dot in it stands in double quotes. What is there goes before what was dropped.
 *
 * @throws UserError `unknown-object` or `ambiguous-object`
 */
export function findBlamed(blame: readonly BlamedObject[], text: string): FoundBlame {
  const named = blame.filter(({ object }) => namesOf(object).includes(text))
  const found = named.length > 0 ? named : blame.filter(matches(namePartsOf(text)))
  const living = found.filter(({ isThere }) => isThere)
  const names = distinctNames(living.length > 0 ? living : found)
  const [name] = names
  if (name === undefined) throw unknownObject(blame, text)
  if (names.length > 1) throw ambiguousObject(text, names)
  return {
    lives: blame.filter(({ object }) => formatReference(object) === name),
    parts: blame.filter(({ object }) => isPartOf(object, name)),
  }
}

/** The ways in which one name of it is written in full, with the arguments of a function. */
function namesOf(reference: ObjectReference): readonly string[] {
  const formatted = formatReference(reference)
  const short = formatted.replace(/^\S+ /, '')
  if (!('identityArguments' in reference)) return [formatted]
  return [formatted, short, short.slice(reference.schema.length + 1)]
}

function matches(wanted: readonly string[]): (blamed: BlamedObject) => boolean {
  return ({ object }) => {
    const name = pathOf(object)
    return (
      wanted.length > 0 &&
      wanted.length <= name.length &&
      wanted.every((part, at) => part === name.at(at - wanted.length))
    )
  }
}

/** Schema, table and name, as far as it has them. */
function pathOf(reference: ObjectReference): readonly string[] {
  if (reference.kind === 'undescribed') return [reference.identity]
  const schema = 'schema' in reference ? [reference.schema] : []
  const whole =
    'relation' in reference ? [reference.relation] : 'type' in reference ? [reference.type] : []
  return [...schema, ...whole, reference.name]
}

function namePartsOf(text: string): readonly string[] {
  return [...text.matchAll(/"((?:[^"]|"")*)"|([^."]+)/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  )
}

function distinctNames(found: readonly BlamedObject[]): readonly string[] {
  const names = [...new Set(found.map(({ object }) => formatReference(object)))]
  const wholes = found.filter(({ object }) => !isPart(object))
  // `users` is the table before it is a column of another one.
  return names.length > 1 && wholes.length > 0
    ? [...new Set(wholes.map(({ object }) => formatReference(object)))]
    : names
}

function isPart(reference: ObjectReference): boolean {
  return 'relation' in reference || 'type' in reference
}

function isPartOf(reference: ObjectReference, name: string): boolean {
  if ('relation' in reference) {
    const { schema, relation } = reference
    return [`table ${schema}.${relation}`, `view ${schema}.${relation}`].includes(name)
  }
  return 'type' in reference && name === `type ${reference.schema}.${reference.type}`
}

function unknownObject(blame: readonly BlamedObject[], text: string): UserError {
  const depth = namePartsOf(text).length
  const names = blame.flatMap(({ object }) => {
    const path = pathOf(object)
    return path.length >= depth ? [path.slice(-depth).join('.')] : []
  })
  const nearest = nearestName(text, new Set(names))
  return new UserError(`No migration makes an object "${text}".`, {
    code: 'unknown-object',
    hint:
      nearest === null
        ? 'Name a table, view, type, function, or a part of one: <table>, <schema>.<table>, <table>.<column>.'
        : `Did you mean "${nearest}"?`,
  })
}

function ambiguousObject(text: string, names: readonly string[]): UserError {
  const shorter = names.map((name) =>
    name.replace(/^(column|view column|attribute|table|view|type) /, ''),
  )
  const distinct = new Set(shorter).size === names.length ? shorter : names
  return new UserError(`"${text}" is the name of ${names.length} objects.`, {
    code: 'ambiguous-object',
    details: names,
    hint: `Name one of them in full: ${distinct.map((name) => `"${name}"`).join(' or ')}.`,
  })
}
