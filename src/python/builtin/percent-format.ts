import { known, UnknownReached } from '../value/unknown-reached.ts'
import type { Machine, Steps, Value } from '../value/value.ts'
import { asFloat, asInteger, isNumber } from './arithmetic.ts'
import { formatFloat, formatInteger } from './format-specification.ts'
import { asciiRepr } from './text-repr.ts'
import { characters, textLength } from './characters.ts'
import { str } from '../value/plain-value.ts'

const CONVERSION = /%(?:\(([^)]*)\))?([-#0 +]*)(\*|\d+)?(?:\.(\*|\d+))?[hlL]?(.)/gs

/** `text % values` */
export function* percentFormat(text: string, values: Value, machine: Machine): Steps<string> {
  const source = new Source(values, machine)
  let result = ''
  let end = 0
  for (const match of text.matchAll(CONVERSION)) {
    result += text.slice(end, match.index)
    end = match.index + match[0].length
    result += match[5] === '%' ? '%' : yield* converted(match, source, machine)
    machine.checkSize(result.length)
  }
  if (text.slice(end).includes('%')) machine.raise('ValueError', 'incomplete format')
  source.finish()
  return result + text.slice(end)
}

/** Where conversions take their values from: a tuple in turn, a dict by name, or one value. */
class Source {
  #next = 0
  readonly #values: readonly Value[]
  readonly #given: Value
  readonly #machine: Machine

  constructor(given: Value, machine: Machine) {
    this.#given = given
    this.#values = given.kind === 'tuple' ? given.items : [given]
    this.#machine = machine
  }

  *named(name: string): Steps<Value> {
    this.#next = this.#values.length
    return yield* this.#machine.getItem(this.#given, str(name))
  }

  take(): Value {
    const value = this.#values[this.#next]
    this.#next += 1
    return value ?? this.#machine.raise('TypeError', 'not enough arguments for format string')
  }

  finish(): void {
    const isMapping = this.#given.kind === 'dict' || this.#given.kind === 'list'
    if (this.#next < this.#values.length && !isMapping) {
      this.#machine.raise('TypeError', 'not all arguments converted during string formatting')
    }
  }
}

function* converted(match: RegExpMatchArray, source: Source, machine: Machine): Steps<string> {
  const [, name, flags = '', width, precision, type = ''] = match
  const size = width === '*' ? numberOf(source.take(), machine) : Number(width ?? 0)
  const places = precision === '*' ? numberOf(source.take(), machine) : Number(precision ?? -1)
  const value = name === undefined ? source.take() : yield* source.named(name)
  const isLeft = flags.includes('-') || size < 0
  const body = yield* conversion(value, { type, places, flags }, machine)
  machine.checkSize(Math.abs(size))
  return padded(body, {
    size: Math.abs(size),
    isLeft,
    zero: flags.includes('0') && !'srac'.includes(type),
  })
}

function numberOf(value: Value, machine: Machine): number {
  return isNumber(value) ? asFloat(value) : machine.raise('TypeError', '* wants int')
}

interface Conversion {
  readonly type: string
  readonly places: number
  readonly flags: string
}

function* conversion(
  value: Value,
  { type, places, flags }: Conversion,
  machine: Machine,
): Steps<string> {
  const sign = flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : ''
  const alternate = flags.includes('#') ? '#' : ''
  if ('sra'.includes(type)) {
    const text = type === 's' ? yield* machine.text(value) : yield* machine.repr(value)
    const ascii = type === 'a' ? asciiRepr(text).slice(1, -1) : text
    return places < 0 ? ascii : characters(ascii).slice(0, places).join('')
  }
  if (type === 'c') {
    const isOne = value.kind === 'str' ? textLength(value.value) === 1 : value.kind === 'int'
    if (!isOne) machine.raise('TypeError', '%c requires int or char')
    return value.kind === 'str' ? value.value : yield* machine.format(value, 'c')
  }
  return numeric(value, { type, places, flags: sign + alternate }, machine)
}

function numeric(value: Value, { type, places, flags }: Conversion, machine: Machine): string {
  const sign = flags.replace('#', '')
  known(value)
  if (value.kind === 'host') {
    throw new UnknownReached(machine.unknown(`the number of ${value.typeName} is not known`))
  }
  if (!isNumber(value)) {
    const wanted = 'diu'.includes(type)
      ? `%${type} format: a real number is required`
      : 'must be real number'
    return machine.raise('TypeError', `${wanted}, not ${machine.typeOf(value).name}`)
  }
  if ('diu'.includes(type)) {
    const whole = value.kind === 'float' ? BigInt(Math.trunc(value.value)) : asInteger(value)
    return withPlaces(formatInteger(whole, `${sign}d`, machine), places)
  }
  if ('xXo'.includes(type)) {
    if (value.kind === 'float') {
      machine.raise('TypeError', `%${type} format: an integer is required`)
    }
    return withPlaces(formatInteger(asInteger(value), `${flags}${type}`, machine), places)
  }
  if (!'eEfFgG'.includes(type)) {
    machine.raise('ValueError', `unsupported format character '${type}'`)
  }
  return formatFloat(asFloat(value), `${flags}.${places < 0 ? 6 : places}${type}`, machine)
}

/** A precision of integers is a least number of digits. */
function withPlaces(text: string, places: number): string {
  const [, sign = '', digits = ''] = /^([-+ ]?)(.*)$/.exec(text) ?? []
  return sign + digits.padStart(places, '0')
}

interface Padding {
  readonly size: number
  readonly isLeft: boolean
  readonly zero: boolean
}

function padded(body: string, { size, isLeft, zero }: Padding): string {
  const missing = size - textLength(body)
  if (missing <= 0) return body
  if (isLeft) return body + ' '.repeat(missing)
  if (!zero) return ' '.repeat(missing) + body
  const [, sign = '', digits = ''] = /^([-+ ]?(?:0[xX])?)(.*)$/s.exec(body) ?? []
  return sign + '0'.repeat(missing) + digits
}
