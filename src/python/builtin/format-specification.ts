import type { Machine } from '../value/value.ts'
import { characters, textLength } from './characters.ts'
import { floatText, pythonExponent } from './number-text.ts'

/** The parts of `[[fill]align][sign][#][0][width][,][.precision][type]`. */
interface Specification {
  readonly fill: string
  readonly align: string
  readonly sign: string
  readonly alternate: boolean
  readonly width: number
  readonly grouping: string
  readonly precision: number | null
  readonly type: string
}

const FORM = /^(?:([^])?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([_,])?(?:\.(\d+))?([a-zA-Z%])?$/u

/** Wider fields are refused. */
const WIDEST = 100_000

function parse(text: string, machine: Machine): Specification {
  const match = FORM.exec(text)
  if (!match) return machine.raise('ValueError', 'Invalid format specifier')
  const [, fill, align, sign, , alternate, zero, width, grouping, precision, type] = match
  const size = Number(width ?? 0)
  machine.checkSize(size > WIDEST ? Number.MAX_SAFE_INTEGER : size)
  machine.checkSize(Number(precision ?? 0) > WIDEST ? Number.MAX_SAFE_INTEGER : 0)
  return {
    fill: fill ?? (zero ? '0' : ' '),
    align: align ?? (zero ? '=' : ''),
    sign: sign ?? '-',
    alternate: alternate !== undefined,
    width: size,
    grouping: grouping ?? '',
    precision: precision === undefined ? null : Number(precision),
    type: type ?? '',
  }
}

/** `format(text, specification)` */
export function formatText(value: string, specification: string, machine: Machine): string {
  if (specification === '') return value
  const parsed = parse(specification, machine)
  if (parsed.type !== '' && parsed.type !== 's') unknownCode(parsed.type, 'str', machine)
  if (parsed.grouping !== '' || parsed.sign !== '-' || /^.?=/.test(specification)) {
    machine.raise('ValueError', 'Invalid format specifier for a string')
  }
  if (parsed.align === '=') {
    return pad(cut(value, parsed.precision), { ...parsed, align: '<' }, '')
  }
  return pad(cut(value, parsed.precision), { ...parsed, align: parsed.align || '<' }, '')
}

function cut(value: string, precision: number | null): string {
  return precision === null ? value : characters(value).slice(0, precision).join('')
}

function unknownCode(code: string, type: string, machine: Machine): never {
  return machine.raise('ValueError', `Unknown format code '${code}' for object of type '${type}'`)
}

/** `format(number, specification)` of an integer. */
export function formatInteger(
  value: number | bigint,
  specification: string,
  machine: Machine,
): string {
  if (specification === '') return String(value)
  const parsed = parse(specification, machine)
  if ('eEfFgG%'.includes(parsed.type) && parsed.type !== '') {
    return formatFloat(Number(value), specification, machine)
  }
  if (parsed.precision !== null) {
    machine.raise('ValueError', 'Precision not allowed in integer format specifier')
  }
  const digits = integerDigits(value, parsed, machine)
  return signed(digits, value < 0, parsed)
}

const BASES: ReadonlyMap<string, readonly [number, string]> = new Map([
  ['b', [2, '0b']],
  ['o', [8, '0o']],
  ['x', [16, '0x']],
  ['X', [16, '0X']],
])

function integerDigits(value: number | bigint, parsed: Specification, machine: Machine): Digits {
  const isNegative = value < 0
  const size = isNegative ? -value : value
  if (parsed.type === 'c') {
    if (size > 0x10ffff || isNegative) {
      machine.raise('OverflowError', '%c arg not in range(0x110000)')
    }
    return { prefix: '', digits: String.fromCodePoint(Number(size)) }
  }
  const base = BASES.get(parsed.type)
  if (!base && !'dn'.includes(parsed.type)) unknownCode(parsed.type, 'int', machine)
  const plain = size.toString(base?.[0] ?? 10)
  const digits = parsed.type === 'X' ? plain.toUpperCase() : plain
  const prefix = parsed.alternate ? (base?.[1] ?? '') : ''
  return { prefix, digits: grouped(digits, parsed.grouping, base ? 4 : 3) }
}

interface Digits {
  readonly prefix: string
  readonly digits: string
}

function grouped(digits: string, sign: string, size: number): string {
  if (sign === '') return digits
  const [whole = '', ...rest] = digits.split('.')
  const pattern = size === 3 ? /\B(?=(\d{3})+$)/g : /\B(?=([0-9a-fA-F]{4})+$)/g
  return [whole.replace(pattern, sign), ...rest].join('.')
}

/** `format(number, specification)` of a float. */
export function formatFloat(value: number, specification: string, machine: Machine): string {
  if (specification === '') return floatText(value)
  const parsed = parse(specification, machine)
  const size = Math.abs(value)
  if (!Number.isFinite(value)) {
    const text = Number.isNaN(value) ? 'nan' : 'inf'
    return signed({ prefix: '', digits: text }, value < 0, {
      ...parsed,
      fill: parsed.fill === '0' ? ' ' : parsed.fill,
    })
  }
  const digits = grouped(floatDigits(size, parsed, machine), parsed.grouping, 3)
  return signed({ prefix: '', digits }, value < 0 || Object.is(value, -0), parsed)
}

function floatDigits(size: number, parsed: Specification, machine: Machine): string {
  const precision = Math.min(parsed.precision ?? 6, 100)
  const text = lowerDigits(size, precision, parsed)
  if (text === null) return unknownCode(parsed.type, 'float', machine)
  return /[EG]/.test(parsed.type) ? text.toUpperCase() : text
}

function lowerDigits(size: number, precision: number, parsed: Specification): string | null {
  const type = parsed.type.toLowerCase()
  if (type === 'f') return fixed(size, precision)
  if (type === '%') return `${fixed(size * 100, precision)}%`
  if (type === 'e') return pythonExponent(size.toExponential(precision))
  if (type === 'g' || type === 'n') return general(size, precision || 1, parsed.alternate)
  if (type !== '') return null
  return parsed.precision === null ? floatText(size) : generalFloat(size, precision || 1)
}

/** Digits after the point, exact also where `toFixed` gives an exponent. */
export function fixed(size: number, precision: number): string {
  if (size < 1e21) return size.toFixed(precision)
  return BigInt(size).toString() + (precision > 0 ? `.${'0'.repeat(precision)}` : '')
}

/** `%g`: significant digits, without zeros at the end. */
export function general(size: number, precision: number, keepsZeros: boolean): string {
  const exponent = size === 0 ? 0 : Number(size.toExponential(precision - 1).split('e')[1])
  const isScientific = exponent < -4 || exponent >= precision
  const text = isScientific
    ? size.toExponential(precision - 1)
    : fixed(size, Math.max(0, precision - 1 - exponent))
  const [mantissa = '', tail] = text.split('e')
  const short = keepsZeros || !mantissa.includes('.') ? mantissa : mantissa.replace(/\.?0+$/, '')
  return tail === undefined ? short : pythonExponent(`${short}e${tail}`)
}

/** Like `g`, but at least one digit stands after the point. */
function generalFloat(size: number, precision: number): string {
  const text = general(size, precision, false)
  const exponent = size === 0 ? 0 : Number(size.toExponential(precision - 1).split('e')[1])
  if (exponent === precision - 1 && !text.includes('e')) {
    return pythonExponent(size.toExponential(precision - 1)).replace(/\.?0*e/, 'e')
  }
  return /[.e]/.test(text) ? text : `${text}.0`
}

function signed({ prefix, digits }: Digits, isNegative: boolean, parsed: Specification): string {
  const sign = isNegative ? '-' : parsed.sign === '-' ? '' : parsed.sign
  const zeros = parsed.align === '=' && parsed.fill === '0' && parsed.grouping !== ''
  const body = zeros ? groupedZeros(digits, parsed, sign.length + prefix.length) : digits
  return pad(body, { ...parsed, align: parsed.align || '>' }, sign + prefix)
}

/** Zeros that fill are grouped like digits. */
function groupedZeros(digits: string, parsed: Specification, taken: number): string {
  let result = digits
  const size = parsed.type === '' || 'dfFn%'.includes(parsed.type) ? 3 : 4
  while (result.length + taken < parsed.width) {
    const [whole = ''] = result.split(/[.e%]/)
    const first = whole.split(parsed.grouping)[0] ?? ''
    result = first.length === size ? `0${parsed.grouping}${result}` : `0${result}`
  }
  return result
}

function pad(body: string, parsed: Specification, sign: string): string {
  const missing = parsed.width - textLength(body) - sign.length
  if (missing <= 0) return sign + body
  const fill = (count: number): string => parsed.fill.repeat(count)
  switch (parsed.align) {
    case '<':
      return sign + body + fill(missing)
    case '=':
      return sign + fill(missing) + body
    case '^':
      return fill(Math.floor(missing / 2)) + sign + body + fill(Math.ceil(missing / 2))
    default:
      return fill(missing) + sign + body
  }
}
