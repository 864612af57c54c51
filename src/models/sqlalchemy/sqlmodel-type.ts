import type { Place } from '../../kernel/place.ts'
import type { Steps, Value } from '../../python/value/value.ts'
import { annotatedParts, usualType, withoutNone } from './annotation-type.ts'
import type { SqlType } from './drafts.ts'
import { enumOf } from './made-types.ts'
import type { Mapping } from './mapping.ts'
import { numberIn } from './read-value.ts'
import type { LibraryVersions } from './reading.ts'
import { itemOfKind } from './sa-object.ts'
import { plainType } from './sql-type.ts'

/** What decides the type of a field. */
export interface TypedField {
  /** Its annotation. */
  readonly type: Value
  /** The arguments of `Field(…)`. */
  readonly given: ReadonlyMap<string, Value>
  readonly place: Place
}

/** The type that SQLModel gives a field by its annotation. */
export function* fieldType(
  { type, given, place }: TypedField,
  { call, reading }: Mapping,
): Steps<SqlType> {
  const outer = withoutNone(type)
  const plain = withoutNone(annotatedParts(outer)?.type ?? outer)
  if (plain.kind === 'unknown') return { kind: 'unknown-type', reason: plain.reason, at: plain.at }
  const { sqlmodel } = reading.version
  const names = namesOf(plain)
  // Before 0.0.9 an enum of texts was a text.
  const isText = before(sqlmodel, [0, 0, 9]) && names.includes('str')
  if (plain.kind === 'class' && plain.members && !isText) {
    return yield* enumOf(plain, { keywords: new Map(), at: place, machine: call.machine })
  }
  const reason = 'no SQL type is known for this annotation'
  return namedType(names, given, sqlmodel) ?? { kind: 'unknown-type', reason, at: place }
}

/** The type of a class of Python's or pydantic's, by its names and those of its bases. */
function namedType(
  names: readonly string[],
  given: ReadonlyMap<string, Value>,
  version: Version,
): SqlType | null {
  if (names.some((name) => TEXTS.has(name))) {
    const length = numberIn(given.get('max_length'))
    return plainType(length === null ? 'VARCHAR' : `VARCHAR(${length})`)
  }
  if (names.includes('datetime') || names.includes('AwareDatetime')) {
    // Since 0.0.50 a `datetime` without more is one with a time zone.
    return plainType(`TIMESTAMP ${before(version, [0, 0, 50]) ? 'WITHOUT' : 'WITH'} TIME ZONE`)
  }
  if (names.includes('NaiveDatetime')) return plainType('TIMESTAMP WITHOUT TIME ZONE')
  if (names.includes('Decimal')) return decimal(given)
  return names.map(usualType).find((one) => one !== null) ?? null
}

type Version = LibraryVersions['sqlmodel']

function before(version: Version, other: Version): boolean {
  const index = version.findIndex((part, at) => part !== other[at])
  return index >= 0 && (version[index] ?? 0) < (other[index] ?? 0)
}

/** Types of fields that are texts to SQLModel. */
const TEXTS: ReadonlySet<string> = new Set([
  'str',
  'EmailStr',
  'IPv4Address',
  'IPv4Network',
  'IPv6Address',
  'IPv6Network',
  'Path',
  'PosixPath',
])

function decimal(given: ReadonlyMap<string, Value>): SqlType {
  const digits = numberIn(given.get('max_digits'))
  const places = numberIn(given.get('decimal_places'))
  if (digits === null) return plainType('NUMERIC')
  return plainType(`NUMERIC(${places === null ? digits : `${digits}, ${places}`})`)
}

function namesOf(type: Value): readonly string[] {
  if (type.kind === 'host') return [itemOfKind(type, 'inert')?.name.split('.').at(-1) ?? '']
  if (type.kind !== 'class') return []
  return type.order.flatMap((base) => (base.kind === 'class' ? [base.name] : []))
}
