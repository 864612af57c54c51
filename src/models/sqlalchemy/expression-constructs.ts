import { none } from '../../python/value/plain-value.ts'
import type { HostCall, Value } from '../../python/value/value.ts'
import type { Part } from './drafts.ts'
import {
  asExpression,
  castTo,
  expressionArgument,
  expressionObject,
  listed,
  made,
  ordered,
} from './expression-object.ts'
import { resolveType } from './own-types.ts'
import { argument, itemsIn, textIn } from './read-value.ts'
import { construct, inert, saObject, type SaObject } from './sa-object.ts'
import { expression } from './sql-expression.ts'

/** Functions that SQL writes without parentheses. */
const BARE: ReadonlySet<string> = new Set([
  'current_date',
  'current_time',
  'current_timestamp',
  'current_user',
  'localtime',
  'localtimestamp',
  'session_user',
  'user',
])

/** `func.lower(x)`, also `func.schema.name(x)`. */
export function functionMaker(path: readonly string[]): SaObject {
  return saObject(
    'func',
    { kind: 'construct', name: 'func' },
    {
      getAttribute: (name) => (name.startsWith('__') ? null : functionMaker([...path, name])),
      call: (call) => functionCall(path, call),
    },
  )
}

function functionCall(path: readonly string[], { positional }: HostCall): Value {
  const last = (path.at(-1) ?? '').replace(/_$/, '')
  const name = [...path.slice(0, -1), last].join('.')
  if (BARE.has(name.toLowerCase()) && positional.length === 0) {
    return expressionObject(expression('function', [name.toUpperCase()], name))
  }
  if (name === 'count' && positional.length === 0) {
    return expressionObject(expression('function', ['count(*)']))
  }
  const parts = listed(positional)
  if (!parts) return inert(`func.${name} of something unknown`)
  return expressionObject(expression('function', [`${name}(`, ...parts, ')']))
}

/** A text as SQL: `\:` stands for a colon. */
export function textClause(text: string): SaObject {
  return expressionObject(expression('text', [text.replaceAll('\\:', ':')]))
}

function joined(word: string, { positional }: HostCall): SaObject {
  const parts = positional.flatMap((one, index): readonly (Part | null)[] => {
    const part = asExpression(one)
    return index === 0 ? [part] : [word, part]
  })
  return made('operator', parts)
}

const constant = (text: string): SaObject =>
  construct(text, () => expressionObject(expression('literal', [text])))

/** Functions of SQLAlchemy that make expressions, by name. */
export function expressionConstructs(): ReadonlyMap<string, SaObject> {
  const found: SaObject[] = [
    construct('text', (call) => {
      const text = textIn(argument(call, 0, 'text'))
      return text === null ? inert('an unknown text') : textClause(text)
    }),
    construct('literal_column', (call) => textClause(textIn(call.positional[0]) ?? '')),
    construct('literal', (call) => valueOf(call.positional[0])),
    construct('bindparam', (call) => valueOf(call.keywords.get('value') ?? call.positional[1])),
    construct('column', (call) => {
      const name = textIn(call.positional[0]) ?? ''
      const quoted = /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`
      return expressionObject(expression('column', [quoted], name))
    }),
    construct('and_', (call) => joined(' AND ', call)),
    construct('or_', (call) => joined(' OR ', call)),
    construct('not_', ({ positional: [one] }) =>
      made('operator', ['NOT ', one ? asExpression(one) : null]),
    ),
    construct('cast', (call) =>
      castTo(
        expressionArgument(call, 0, 'expression'),
        call.positional[1] ?? call.keywords.get('type_'),
        call.machine,
      ),
    ),
    construct('type_coerce', (call) => call.positional[0] ?? none),
    construct('collate', ({ positional: [one, name] }) =>
      made('ordered', [one ? asExpression(one) : null, ` COLLATE "${textIn(name) ?? 'C'}"`]),
    ),
    construct('extract', ({ positional: [field, of] }) =>
      made('function', [`EXTRACT(${textIn(field) ?? ''} FROM `, of ? asExpression(of) : null, ')']),
    ),
    construct('array', function* (call) {
      const parts = listed(itemsIn(call.positional[0]))
      if (!parts) return inert('an array of something unknown')
      const type = call.keywords.get('type_')
      if (!type || parts.length > 0) return made('function', ['ARRAY[', ...parts, ']'])
      const of = yield* resolveType(type, call.machine)
      return made('function', ['ARRAY[]::', { kind: 'cast-type', type: of }, '[]'])
    }),
    construct('tuple_', ({ positional }) =>
      made('function', ['(', ...(listed(positional) ?? [null]), ')']),
    ),
  ]
  const map = new Map(found.map((one) => [one.typeName, one]))
  for (const name of ['desc', 'asc', 'nulls_last', 'nulls_first', 'nullslast', 'nullsfirst']) {
    map.set(
      name,
      construct(name, ({ positional: [one] }) => orderedValue(one, name)),
    )
  }
  map.set('func', functionMaker([]))
  map.set('true', constant('true')).set('false', constant('false')).set('null', constant('NULL'))
  return map
}

function valueOf(value: Value | undefined): SaObject {
  const given = value && asExpression(value)
  return given ? expressionObject(given) : inert('an unknown literal')
}

function orderedValue(value: Value | undefined, name: string): SaObject {
  const text = textIn(value)
  const given = text === null ? value && asExpression(value) : expression('text', [text])
  return (given && ordered(given, name)) ?? inert(name)
}
