import { characters } from './characters.ts'
import { list, set, tuple } from '../value/make.ts'
import { bool, bytes, float, integer, none, str } from '../value/plain-value.ts'
import { known } from '../value/unknown-reached.ts'
import type { ClassValue, Machine, NativeFunction, Steps, Value } from '../value/value.ts'
import { asFloat, isNumber } from './arithmetic.ts'
import { builtinClass, define, defineTolerant } from './define.ts'
import { dictMethods, update } from './dict-methods.ts'
import { listMethods, sequenceMethods } from './list-methods.ts'
import { objectClass } from './object-class.ts'
import { numberOf, optionalNumber, plain, textOf } from './read-argument.ts'
import { keyed, setMethods } from './set-methods.ts'
import { strMethods } from './str-methods.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'
import { dict } from '../value/make.ts'

function simple(
  name: string,
  construct: NativeFunction,
  methods: readonly NativeFunction[] = [],
): ClassValue {
  return builtinClass(name, { bases: [objectClass], construct, methods })
}

/** `str` */
export const strClass: ClassValue = simple(
  'str',
  define('str', 'type object? encoding? errors?', function* ([, value, encoding], machine) {
    if (value === undefined) return str('')
    if (value.kind === 'bytes' && encoding) return str(decodeUtf8(value.value) ?? '')
    return str(yield* machine.text(value))
  }),
  [
    ...strMethods,
    define('maketrans', 'x y? z?', ([from, to, gone], machine) =>
      maketrans([from, to, gone], machine),
    ),
  ],
)

function maketrans(given: readonly (Value | undefined)[], machine: Machine): Value {
  const [from, to, gone] = given
  if (from?.kind === 'dict') {
    const pairs = [...from.entries.values()].map(([key, value]): readonly [Value, Value] => [
      key.kind === 'str' ? integer(key.value.codePointAt(0) ?? 0) : key,
      value,
    ])
    return dict(pairs.map((pair) => [machine.hash(pair[0]), pair]))
  }
  const target = characters(textOf(to, machine))
  const pairs = characters(textOf(from, machine)).map((one, index): readonly [Value, Value] => [
    integer(one.codePointAt(0) ?? 0),
    str(target[index] ?? ''),
  ])
  for (const one of gone ? characters(textOf(gone, machine)) : []) {
    pairs.push([integer(one.codePointAt(0) ?? 0), none])
  }
  return dict(pairs.map((pair) => [machine.hash(pair[0]), pair]))
}

/** `int` */
export const intClass: ClassValue = simple(
  'int',
  define('int', 'type x? base?', function* ([, value, base], machine) {
    if (value === undefined) return integer(0)
    const inner = plain(known(value))
    if (inner.kind === 'str') {
      return readInteger(inner.value, optionalNumber(base, machine) ?? 10, machine)
    }
    if (inner.kind === 'float') return truncated(inner.value, machine)
    if (isNumber(inner)) {
      return integer(inner.value === true ? 1 : inner.value === false ? 0 : inner.value)
    }
    const convert = yield* machine.findAttribute(value, '__int__')
    if (convert) return yield* machine.call(convert, { positional: [], keywords: new Map() })
    return machine.raise('TypeError', 'int() argument must be a string or a real number')
  }),
  [
    define('bit_length', 'self', ([self], machine) =>
      integer(Math.abs(numberOf(self, machine)).toString(2).length),
    ),
  ],
)

function truncated(value: number, machine: Machine): Value {
  if (Number.isNaN(value)) machine.raise('ValueError', 'cannot convert float NaN to integer')
  if (!Number.isFinite(value)) {
    machine.raise('OverflowError', 'cannot convert float infinity to integer')
  }
  return integer(BigInt(Math.trunc(value)))
}

const DIGITS: ReadonlyMap<number, readonly [string, RegExp]> = new Map([
  [2, ['0b', /^[01]+$/]],
  [8, ['0o', /^[0-7]+$/]],
  [10, ['', /^[0-9]+$/]],
  [16, ['0x', /^[0-9a-f]+$/]],
])

function readInteger(text: string, base: number, machine: Machine): Value {
  machine.checkSize(text.length > 4300 ? Number.MAX_SAFE_INTEGER : 0)
  const [, sign, digits = ''] = /^\s*([-+]?)(\S*)\s*$/.exec(text.toLowerCase()) ?? []
  const detected =
    base === 0
      ? ([...DIGITS].find(([, [prefix]]) => prefix !== '' && digits.startsWith(prefix))?.[0] ?? 10)
      : base
  const [prefix, form] = DIGITS.get(detected) ?? ['', null]
  if (!form) machine.raise('ValueError', 'this base is not understood')
  const bare = (
    prefix !== '' && digits.startsWith(prefix) ? digits.slice(prefix.length) : digits
  ).replace(/(?<=.)_(?=.)/g, '')
  if (!form.test(bare)) {
    machine.raise('ValueError', `invalid literal for int() with base ${base}: '${text}'`)
  }
  const size = BigInt(prefix + bare)
  return integer(sign === '-' ? -size : size)
}

/** `bool` */
export const boolClass: ClassValue = builtinClass('bool', {
  bases: [intClass],
  construct: define('bool', 'type x?', function* ([, value], machine) {
    return bool(value !== undefined && (yield* machine.truth(value)))
  }),
})

const FLOAT = /^[-+]?(\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(e[-+]?\d+)?$/

/** `float` */
export const floatClass: ClassValue = simple(
  'float',
  define('float', 'type x?', ([, value], machine) => {
    const inner = value && plain(known(value))
    if (inner === undefined) return float(0)
    if (isNumber(inner)) return float(asFloat(inner))
    const text = textOf(inner, machine).trim().toLowerCase()
    const special = /^([-+]?)(inf|infinity|nan)$/.exec(text)
    if (special) {
      return float(special[2] === 'nan' ? NaN : special[1] === '-' ? -Infinity : Infinity)
    }
    if (!FLOAT.test(text)) {
      machine.raise('ValueError', `could not convert string to float: '${text}'`)
    }
    return float(Number(text.replaceAll('_', '')))
  }),
  [
    define('is_integer', 'self', ([self], machine) =>
      bool(Number.isInteger(self?.kind === 'float' ? self.value : numberOf(self, machine))),
    ),
  ],
)

/** `bytes` */
export const bytesClass: ClassValue = simple(
  'bytes',
  define('bytes', 'type source? encoding?', function* ([, source], machine) {
    if (source === undefined) return bytes('')
    if (source.kind === 'str') return bytes(encodeUtf8(source.value))
    if (source.kind === 'bytes') return source
    const items = yield* machine.collect(source)
    return bytes(
      String.fromCharCode(...items.slice(0, 1000).map((item) => numberOf(item, machine))),
    )
  }),
  [
    define('decode', 'self encoding? errors?', ([self], machine) => {
      const text = self?.kind === 'bytes' ? decodeUtf8(self.value) : null
      return text === null ? machine.unknown('these bytes are no UTF-8') : str(text)
    }),
    define('hex', 'self', ([self]) =>
      str(
        self?.kind === 'bytes'
          ? characters(self.value)
              .map((one) => one.charCodeAt(0).toString(16).padStart(2, '0'))
              .join('')
          : '',
      ),
    ),
  ],
)

/** `list` */
export const listClass: ClassValue = simple(
  'list',
  define('list', 'type items?', function* ([, items], machine) {
    return list(items ? [...(yield* machine.collect(items))] : [])
  }),
  listMethods,
)

/** `tuple` */
export const tupleClass: ClassValue = simple(
  'tuple',
  define('tuple', 'type items?', function* ([, items], machine) {
    return tuple(items ? [...(yield* machine.collect(items))] : [])
  }),
  sequenceMethods(),
)

/** `dict` */
export const dictClass: ClassValue = simple(
  'dict',
  defineTolerant('dict', 'type *', function* (_, machine, given) {
    const made = dict([])
    yield* update(made, { ...given, positional: given.positional.slice(1) }, machine)
    return made
  }),
  [
    ...dictMethods,
    define('fromkeys', 'keys value?', function* ([keys = none, value = none], machine) {
      const items = yield* keyed(keys, machine)
      return dict([...items].map(([hash, key]) => [hash, [key, value]]))
    }),
  ],
)

function* makeSet(items: Value | undefined, machine: Machine): Steps<ReturnType<typeof set>> {
  return set(items ? yield* keyed(items, machine) : [])
}

/** `set` */
export const setClass: ClassValue = simple(
  'set',
  define('set', 'type items?', ([, items], machine) => makeSet(items, machine)),
  setMethods,
)

/** `frozenset` */
export const frozensetClass: ClassValue = simple(
  'frozenset',
  define('frozenset', 'type items?', function* ([, items], machine) {
    return { ...(yield* makeSet(items, machine)), isFrozen: true }
  }),
  setMethods,
)

/** `range`; its numbers are limited to safe ones. */
export const rangeClass: ClassValue = simple(
  'range',
  define('range', 'type start stop? step?', ([, first, second, third], machine) => {
    const step = optionalNumber(third, machine) ?? 1
    if (step === 0) machine.raise('ValueError', 'range() arg 3 must not be zero')
    const start = second ? numberOf(first, machine) : 0
    return { kind: 'range', start, stop: numberOf(second ?? first, machine), step }
  }),
)

/** `slice` */
export const sliceClass: ClassValue = simple(
  'slice',
  define('slice', 'type start stop? step?', ([, first = none, second, third = none]) =>
    second
      ? { kind: 'slice', lower: first, upper: second, step: third }
      : { kind: 'slice', lower: none, upper: first, step: none },
  ),
)

const wrapper = (name: string, make: (callee: Value) => Value): ClassValue =>
  simple(
    name,
    defineTolerant(name, 'type callee', ([, callee = none]) => make(callee)),
  )

/** `staticmethod` */
export const staticmethodClass: ClassValue = wrapper('staticmethod', (callee) => ({
  kind: 'staticmethod',
  callee,
}))

/** `classmethod` */
export const classmethodClass: ClassValue = wrapper('classmethod', (callee) => ({
  kind: 'classmethod',
  callee,
}))

/** `property` */
export const propertyClass: ClassValue = simple(
  'property',
  defineTolerant('property', 'type fget? fset? fdel? doc?', ([, getter = none, setter]) => ({
    kind: 'property',
    getter,
    setter: setter ?? null,
    isCached: false,
  })),
  [
    defineTolerant('getter', 'self f', ([self, getter = none]) =>
      self?.kind === 'property' ? { ...self, getter } : getter,
    ),
    defineTolerant('setter', 'self f', ([self, setter = none]) =>
      self?.kind === 'property' ? { ...self, setter } : setter,
    ),
    defineTolerant('deleter', 'self f', ([self = none]) => self),
  ],
)
