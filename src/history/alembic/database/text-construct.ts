import { argument, flagIn, keyword, textIn } from '../../../models/sqlalchemy/read-value.ts'
import { construct, inert, saObject, type SaObject } from '../../../models/sqlalchemy/sa-object.ts'
import { expression } from '../../../models/sqlalchemy/sql-expression.ts'
import type { HostCall, Steps, Value } from '../../../python/value/value.ts'
import type { Sql } from '../../../sql/sql.ts'
import type { ReplayContext } from '../replay/replay-context.ts'
import { exceptionOf } from './exceptions.ts'
import { Raised } from '../../../python/value/raised.ts'
import type { ExecutableObject, Parameters } from './executable-object.ts'
import { listValue, sqlValue } from './sql-value.ts'

/** SQLAlchemy's own rule for a placeholder: `:name`, which is no cast and has no backslash before it. */
const PLACEHOLDER = /(?<![:\w\\]):(\w+)(?!:)/g

/** A text with its placeholders filled in; null where a value is not known, which was told. */
export function* bindText(
  raw: string,
  { parameters, call }: { readonly parameters: Parameters; readonly call: HostCall },
  context: ReplayContext,
): Steps<string | null> {
  const values = new Map<string, Sql>()
  for (const [, name = ''] of raw.matchAll(PLACEHOLDER)) {
    if (values.has(name)) continue
    const value = parameters.get(name)
    if (value === undefined) throw unbound(name, call)
    const written = yield* sqlValue(value, call.machine)
    if (written === null) {
      const reason =
        value.kind === 'unknown' ? value.reason : `the value of ":${name}" is not known`
      context.gap(reason, call.at, { kind: movesRows(raw) ? 'rows' : 'schema' })
      return null
    }
    values.set(name, written)
  }
  return raw
    .replace(PLACEHOLDER, (whole, name: string) => values.get(name) ?? whole)
    .replaceAll('\\:', ':')
}

function movesRows(text: string): boolean {
  return /^\s*(insert|update|delete)\b/i.test(text)
}

function unbound(name: string, { at }: HostCall): Raised {
  const message = `A value is required for bind parameter '${name}'`
  return new Raised(exceptionOf('StatementError', { message, code: null, at }), at)
}

/** `sa.text(…)` */
export function textConstruct(): SaObject {
  return construct('text', (call) => {
    const text = textIn(argument(call, 0, 'text'))
    const unknown = call.positional[0]
    if (text === null) return unknown?.kind === 'unknown' ? unknown : inert('an unknown text')
    return textObject(text, new Map())
  })
}

function textObject(raw: string, bound: Parameters): ExecutableObject {
  const made = expression('text', [raw.replaceAll('\\:', ':')])
  return {
    ...saObject(
      'TextClause',
      { kind: 'expression', expression: made },
      {
        getAttribute: (name) => attribute(name, raw, bound),
        text: () => ({ kind: 'str', value: raw }),
        operate: () => inert('an expression of a text'),
      },
    ),
    *statement(parameters, call, context) {
      return yield* bindText(raw, { parameters: new Map([...bound, ...parameters]), call }, context)
    },
  }
}

function attribute(name: string, raw: string, bound: Parameters): Value | null {
  if (name.startsWith('__')) return null
  if (name === 'text') return { kind: 'str', value: raw }
  if (name === 'bindparams') {
    return construct(name, (call) => {
      const more = new Map([...bound, ...call.keywords])
      for (const one of call.positional) {
        const parameter = bindParameterOf(one)
        if (parameter) more.set(parameter.name, parameter.value)
      }
      return textObject(raw, more)
    })
  }
  if (/^(columns|execution_options|self_group|label)$/.test(name)) {
    return construct(name, () => textObject(raw, bound))
  }
  return inert(`text.${name}`)
}

/** What `bindparam(name, value)` says. */
export interface BindParameter {
  readonly name: string
  readonly value: Value
}

const parameters = new WeakMap<object, BindParameter>()

/** The parameter that a value stands for; null for all else. */
export function bindParameterOf(value: Value): BindParameter | null {
  return value.kind === 'host' ? (parameters.get(value) ?? null) : null
}

/** `sa.bindparam(…)` */
export function bindParameterConstruct(): SaObject {
  return construct('bindparam', function* (call) {
    const name = textIn(argument(call, 0, 'key')) ?? ''
    const value = call.positional[1] ?? call.keywords.get('value') ?? { kind: 'none' }
    const expands = flagIn(keyword(call.keywords, 'expanding')) === true
    const items = value.kind === 'list' || value.kind === 'tuple' ? value.items : null
    const written =
      expands && items
        ? yield* listValue(items, call.machine)
        : yield* sqlValue(value, call.machine)
    const made = saObject('bindparam', {
      kind: 'expression',
      expression: expression('literal', [written ?? `:${name}`]),
    })
    parameters.set(made, {
      name,
      value: expands && items ? { kind: 'tuple', items, names: null } : value,
    })
    return made
  })
}
