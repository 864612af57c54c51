import type { Answer, Value } from '../../python/value/value.ts'
import { textIn } from './read-value.ts'
import { typeText } from './type-text.ts'
import { inert, saObject, type SaObject } from './sa-object.ts'
import type { SqlType } from './drafts.ts'
import { liveDatabase } from './live-host.ts'

/** A type as interpreted code holds it. */
export function typeObject(type: SqlType): SaObject {
  return saObject(
    'type',
    { kind: 'type', type },
    {
      getAttribute: (name, call) =>
        liveDatabase(call.machine)?.typeMethod(type, name, call) ?? attribute(type, name),
      text: () => ({ kind: 'str', value: typeText(type) ?? 'NULL' }),
    },
  )
}

function attribute(type: SqlType, name: string): Answer | null {
  if (name === 'with_variant') return withVariant(type)
  if (name === 'copy') {
    return {
      kind: 'native',
      name,
      isMethod: false,
      takesUnknown: true,
      run: () => typeObject(type),
    }
  }
  if (type.kind === 'enum' && (name === 'enums' || name === 'name' || name === 'schema')) {
    return enumFact(type, name)
  }
  if (type.kind === 'array' && name === 'item_type') return typeObject(type.of)
  if (type.kind === 'plain' && name === 'length') return lengthOf(type.sql)
  return typeFacts(name)
}

function enumFact(
  type: Extract<SqlType, { kind: 'enum' }>,
  name: 'enums' | 'name' | 'schema',
): Value {
  const text = (value: string | null): Value =>
    value === null ? { kind: 'none' } : { kind: 'str', value }
  if (name === 'enums') return { kind: 'list', items: type.labels.map(text), uncertain: null }
  return text(type[name])
}

function lengthOf(sql: string): Value {
  const [, digits] = /\((\d+)\)$/.exec(sql) ?? []
  return digits === undefined ? { kind: 'none' } : { kind: 'int', value: Number(digits) }
}

/** `Text().with_variant(JSONB(), 'postgresql')` is a JSONB here; other dialects do not matter. */
function withVariant(type: SqlType): SaObject {
  return saObject(
    'with_variant',
    { kind: 'construct', name: 'with_variant' },
    {
      call: (call) => {
        const dialects = [...call.positional.slice(1), call.keywords.get('dialect_name')]
        const isOurs = dialects.some((one) => textIn(one) === 'postgresql')
        return isOurs ? (call.positional[0] ?? typeObject(type)) : typeObject(type)
      },
    },
  )
}

/** What a type has besides its SQL: nothing that makes a schema. */
export function typeFacts(name: string): SaObject | null {
  return name.startsWith('__') ? null : inert(name)
}
