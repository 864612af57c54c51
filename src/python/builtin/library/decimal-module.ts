import { instance } from '../../value/make.ts'
import { bool, str } from '../../value/plain-value.ts'
import type { BinaryOperator } from '../../syntax/syntax-tree.ts'
import type { ClassValue, Machine, ModuleValue, NativeFunction, Value } from '../../value/value.ts'
import { builtinClass, define } from '../define.ts'
import { objectClass } from '../object-class.ts'
import { libraryModule } from './library-module.ts'

/** A number of digits and how many of them stand after the point. */
interface Decimal {
  readonly digits: bigint
  readonly scale: number
}

const FORM = /^\s*([-+]?)(\d*)(?:\.(\d*))?\s*$/

function read(value: Value | undefined): Decimal | null {
  if (value?.kind === 'int') return { digits: BigInt(value.value), scale: 0 }
  const own = value?.kind === 'instance' ? value.attributes.get('text') : value
  const match = own?.kind === 'str' ? FORM.exec(own.value) : null
  if (!match) return null
  const [, sign = '', whole = '', rest = ''] = match
  if (whole + rest === '' || whole.length + rest.length > 28) return null
  const digits = BigInt(whole + rest)
  return { digits: sign === '-' ? -digits : digits, scale: rest.length }
}

function write({ digits, scale }: Decimal): string {
  const size = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0')
  const text = scale === 0 ? size : `${size.slice(0, -scale)}.${size.slice(-scale)}`
  return digits < 0n ? `-${text}` : text
}

function made(value: Decimal | null, machine: Machine): Value {
  if (!value) return machine.unknown('this decimal number is not read')
  const self = instance(decimalClass, machine.here())
  self.attributes.set('text', str(write(value)))
  return self
}

function operator(name: string, sign: BinaryOperator): NativeFunction {
  return define(name, 'self other', ([self, other], machine) => {
    const [left, right] = name.startsWith('__r')
      ? [read(other), read(self)]
      : [read(self), read(other)]
    if (!left || !right) return made(null, machine)
    if (sign === '*') {
      return made({ digits: left.digits * right.digits, scale: left.scale + right.scale }, machine)
    }
    const scale = Math.max(left.scale, right.scale)
    const [one, two] = [scaled(left, scale), scaled(right, scale)]
    return made({ digits: sign === '+' ? one + two : one - two, scale }, machine)
  })
}

function scaled(value: Decimal, scale: number): bigint {
  return value.digits * 10n ** BigInt(scale - value.scale)
}

function compare(name: string, holds: (order: bigint) => boolean): NativeFunction {
  return define(name, 'self other', ([self, other], machine) => {
    const [left, right] = [read(self), read(other)]
    if (!left || !right) return machine.unknown('this comparison is not read')
    const scale = Math.max(left.scale, right.scale)
    return bool(holds(scaled(left, scale) - scaled(right, scale)))
  })
}

const decimalClass: ClassValue = builtinClass('Decimal', {
  module: 'decimal',
  bases: [objectClass],
  construct: define('Decimal', 'type value?', ([, value = str('0')], machine) =>
    made(read(value), machine),
  ),
  methods: [
    operator('__add__', '+'),
    operator('__radd__', '+'),
    operator('__sub__', '-'),
    operator('__rsub__', '-'),
    operator('__mul__', '*'),
    operator('__rmul__', '*'),
    define('__truediv__', 'self other', (_, machine) => made(null, machine)),
    compare('__eq__', (order) => order === 0n),
    compare('__lt__', (order) => order < 0n),
    compare('__le__', (order) => order <= 0n),
    compare('__gt__', (order) => order > 0n),
    compare('__ge__', (order) => order >= 0n),
    define('__neg__', 'self', ([self], machine) => {
      const value = read(self)
      return made(value && { ...value, digits: -value.digits }, machine)
    }),
    define('__str__', 'self', ([self], machine) => textOf(self, machine)),
    define('__repr__', 'self', ([self], machine) => {
      const text = textOf(self, machine)
      return text.kind === 'str' ? str(`Decimal('${text.value}')`) : text
    }),
    define('quantize', 'self *', (_, machine) => made(null, machine)),
  ],
})

function textOf(self: Value | undefined, machine: Machine): Value {
  const own = self?.kind === 'instance' ? self.attributes.get('text') : undefined
  return own ?? machine.unknown('this decimal number is not read')
}

/** `decimal`, light: sums, differences, products and comparisons of plain numbers. */
export function decimalModule(): ModuleValue {
  return libraryModule('decimal', [['Decimal', decimalClass]])
}
