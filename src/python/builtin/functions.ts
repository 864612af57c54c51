import { list, positional, tuple } from '../value/make.ts'
import { bool, float, integer, none, str } from '../value/plain-value.ts'
import { doubt, known } from '../value/unknown-reached.ts'
import type { IteratorValue, Machine, NativeFunction, Steps, Value } from '../value/value.ts'
import { asFloat, asInteger, isNumber } from './arithmetic.ts'
import { textLength } from './characters.ts'
import { define, defineTolerant } from './define.ts'
import { iterator, iteratorOver } from './iterator-methods.ts'
import { numberOf, optionalNumber, plain, textOf } from './read-argument.ts'
import { sorted } from './sort.ts'
import { asciiRepr } from './text-repr.ts'

const never = none

function* length(given: Value, machine: Machine): Steps<Value> {
  const value = plain(known(given))
  if (value.kind === 'str') return integer(textLength(value.value))
  if (value.kind === 'bytes') return integer(value.value.length)
  if (value.kind === 'list' || value.kind === 'tuple') return integer(value.items.length)
  if (value.kind === 'dict') return integer(value.entries.size)
  if (value.kind === 'set') return integer(value.items.size)
  if (value.kind === 'range') {
    return integer(Math.max(0, Math.ceil((value.stop - value.start) / value.step)))
  }
  if (value.kind === 'class' && value.members) return integer(new Set(value.members.values()).size)
  const method = yield* machine.findAttribute(value, '__len__')
  if (method) return yield* machine.call(method, positional())
  return machine.raise('TypeError', `object of type '${machine.typeOf(value).name}' has no len()`)
}

function extreme(name: string, operator: '<' | '>'): NativeFunction {
  return define(name, '*', function* (_, machine, given) {
    const [first] = given.positional
    const items =
      given.positional.length === 1 && first ? yield* machine.collect(first) : given.positional
    const key = given.keywords.get('key')
    let best: { readonly item: Value; readonly key: Value } | null = null
    for (const item of items) {
      const own = key && key.kind !== 'none' ? yield* machine.call(key, positional(item)) : item
      const isBetter =
        !best || (yield* machine.truth(yield* machine.compare(operator, own, best.key)))
      if (isBetter) best = { item, key: own }
    }
    const otherwise = given.keywords.get('default')
    return (
      best?.item ?? otherwise ?? machine.raise('ValueError', `${name}() arg is an empty sequence`)
    )
  })
}

function quantifier(name: string, decisive: boolean): NativeFunction {
  return define(name, 'items', function* ([items = never], machine) {
    const source = yield* machine.iterate(items)
    for (;;) {
      const item = yield* source.next()
      if (!item) return bool(!decisive)
      if ((yield* machine.truth(item)) === decisive) return bool(decisive)
    }
  })
}

function* sum(items: Value, start: Value, machine: Machine): Steps<Value> {
  let total = start
  for (const item of yield* machine.collect(items)) total = yield* machine.operate('+', total, item)
  return total
}

const zip = define('zip', '*', function* (_, machine, given) {
  const sources: IteratorValue[] = []
  for (const one of given.positional) sources.push(yield* machine.iterate(one))
  return iterator('zip', function* () {
    const items: Value[] = []
    for (const source of sources) {
      const item = yield* source.next()
      if (!item) return null
      items.push(item)
    }
    return items.length === 0 ? null : tuple(items)
  })
})

const map = define('map', 'callee *', function* ([callee = never], machine, given) {
  const sources: IteratorValue[] = []
  for (const one of given.positional.slice(1)) sources.push(yield* machine.iterate(one))
  return iterator('map', function* () {
    const items: Value[] = []
    for (const source of sources) {
      const item = yield* source.next()
      if (!item) return null
      items.push(item)
    }
    machine.spend(1)
    return yield* machine.call(callee, positional(...items))
  })
})

const filter = define(
  'filter',
  'callee items',
  function* ([callee = never, items = never], machine) {
    const source = yield* machine.iterate(items)
    return iterator('filter', function* () {
      for (;;) {
        const item = yield* source.next()
        if (!item) return null
        machine.spend(1)
        const result = callee.kind === 'none' ? item : yield* machine.call(callee, positional(item))
        if (yield* machine.truth(result)) return item
      }
    })
  },
)

const enumerate = define('enumerate', 'items start?', function* ([items = never, start], machine) {
  const source = yield* machine.iterate(items)
  let next = optionalNumber(start, machine) ?? 0
  return iterator('enumerate', function* () {
    const item = yield* source.next()
    next += 1
    return item && tuple([integer(next - 1), item])
  })
})

const getattr = defineTolerant('getattr', 'object name default?', function* (given, machine) {
  const [object = never, name = never, otherwise] = given
  const reason = doubt(name)
  if (reason) return reason
  const found = yield* machine.findAttribute(object, textOf(name, machine))
  return found ?? otherwise ?? (yield* machine.getAttribute(object, textOf(name, machine)))
})

function* advance(source: Value, otherwise: Value | undefined, machine: Machine): Steps<Value> {
  if (source.kind === 'iterator') {
    const next = yield* source.next()
    return next ?? otherwise ?? machine.raise('StopIteration', '')
  }
  const method = yield* machine.getAttribute(source, '__next__')
  return yield* machine.call(method, positional())
}

function rounded(value: Value, digits: number | null, machine: Machine): Value {
  if (!isNumber(value)) return machine.raise('TypeError', 'a number is required')
  if (value.kind !== 'float' && (digits ?? 0) >= 0) return integer(asInteger(value))
  if (digits === null) return integer(BigInt(halfToEven(asFloat(value))))
  const factor = 10 ** Math.abs(digits)
  if (digits >= 0) return float(Number(asFloat(value).toFixed(Math.min(100, digits))))
  const whole = halfToEven(asFloat(value) / factor) * factor
  return value.kind === 'float' ? float(whole) : integer(whole)
}

function halfToEven(value: number): number {
  const low = Math.floor(value)
  if (value - low !== 0.5) return Math.round(value)
  return low % 2 === 0 ? low : low + 1
}

function inBase(name: string, base: number, prefix: string): NativeFunction {
  return define(name, 'x', ([value], machine) => {
    const number = BigInt(numberOf(value, machine))
    return str(
      `${number < 0n ? '-' : ''}${prefix}${(number < 0n ? -number : number).toString(base)}`,
    )
  })
}

function refused(name: string): NativeFunction {
  return defineTolerant(name, '*', (_, machine) =>
    machine.unknown(`"${name}" is not given to interpreted code`),
  )
}

const silent = (name: string): NativeFunction => defineTolerant(name, '*', () => none)

/** Python's own functions. */
export const builtinFunctions: readonly NativeFunction[] = [
  define('len', 'object', ([value = never], machine) => length(value, machine)),
  define('abs', 'x', function* ([value = never], machine) {
    const isLess = yield* machine.truth(yield* machine.compare('<', value, integer(0)))
    return isLess
      ? yield* machine.operate('*', value, integer(-1))
      : yield* machine.operate('+', value, integer(0))
  }),
  define('sum', 'items start?', ([items = never, start = integer(0)], machine) =>
    sum(items, start, machine),
  ),
  extreme('min', '<'),
  extreme('max', '>'),
  quantifier('any', true),
  quantifier('all', false),
  define('sorted', 'items key? reverse?', function* ([items = never, key, reverse], machine) {
    return list([...(yield* sorted(yield* machine.collect(items), { key, reverse }, machine))])
  }),
  define('reversed', 'items', function* ([items = never], machine) {
    return iteratorOver([...(yield* machine.collect(items))].reverse(), 'list_reverseiterator')
  }),
  zip,
  map,
  filter,
  enumerate,
  define('iter', 'items', ([items = never], machine) => machine.iterate(items)),
  define('next', 'iterator default?', ([source = never, otherwise], machine) =>
    advance(source, otherwise, machine),
  ),
  getattr,
  defineTolerant('hasattr', 'object name', function* ([object = never, name = never], machine) {
    const found = yield* machine.findAttribute(object, textOf(name, machine))
    return found ? (found.kind === 'unknown' ? found : bool(true)) : bool(false)
  }),
  defineTolerant(
    'setattr',
    'object name value',
    function* ([object = never, name = never, value = never], machine) {
      yield* machine.setAttribute(object, textOf(name, machine), value)
      return none
    },
  ),
  define('isinstance', 'object type', function* ([object = never, type = never], machine) {
    return bool(yield* machine.isInstance(object, type))
  }),
  define('issubclass', 'type classes', ([type = never, classes = never], machine) => {
    const all = classes.kind === 'tuple' ? classes.items : [classes]
    if (type.kind !== 'class') {
      return machine.raise('TypeError', 'issubclass() arg 1 must be a class')
    }
    const stranger = type.order.map(doubt).find((one) => one !== null)
    const found = all.some((one) => type.order.includes(one))
    return !found && stranger ? stranger : bool(found)
  }),
  define('callable', 'object', function* ([value = never], machine) {
    if (value.kind === 'host') return bool(value.call !== undefined)
    if (value.kind === 'instance') {
      return bool((yield* machine.findAttribute(value, '__call__')) !== null)
    }
    return bool(['function', 'native', 'method', 'class', 'alias'].includes(value.kind))
  }),
  define('repr', 'object', function* ([value = never], machine) {
    return str(yield* machine.repr(value))
  }),
  define('ascii', 'object', function* ([value = never], machine) {
    return str(asciiRepr(yield* machine.repr(value)).slice(1, -1))
  }),
  define('format', 'value spec?', function* ([value = never, specification], machine) {
    return str(yield* machine.format(value, specification ? textOf(specification, machine) : ''))
  }),
  define('chr', 'i', ([value], machine) => {
    const code = numberOf(value, machine)
    return code >= 0 && code < 0x110000
      ? str(String.fromCodePoint(code))
      : machine.raise('ValueError', 'chr() arg not in range(0x110000)')
  }),
  define('ord', 'c', ([value], machine) => {
    const text = value?.kind === 'bytes' ? value.value : textOf(value, machine)
    if (textLength(text) !== 1) machine.raise('TypeError', 'ord() expected a character')
    return integer(text.codePointAt(0) ?? 0)
  }),
  define('round', 'number ndigits?', ([value = never, digits], machine) =>
    rounded(value, optionalNumber(digits, machine), machine),
  ),
  define('divmod', 'a b', function* ([left = never, right = never], machine) {
    return tuple([
      yield* machine.operate('//', left, right),
      yield* machine.operate('%', left, right),
    ])
  }),
  define('pow', 'base exp', ([left = never, right = never], machine) =>
    machine.operate('**', left, right),
  ),
  define('hash', 'object', (_, machine) => machine.unknown('a hash differs from run to run')),
  define('id', 'object', (_, machine) => machine.unknown('an address differs from run to run')),
  inBase('hex', 16, '0x'),
  inBase('oct', 8, '0o'),
  inBase('bin', 2, '0b'),
  silent('print'),
  ...[
    'eval',
    'exec',
    'compile',
    'open',
    '__import__',
    'globals',
    'locals',
    'vars',
    'dir',
    'input',
    'breakpoint',
    'memoryview',
    'delattr',
    'help',
    'exit',
    'quit',
  ].map(refused),
]
