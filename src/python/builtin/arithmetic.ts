import { bool, float, integer } from '../value/plain-value.ts'
import type { BoolValue, FloatValue, IntValue } from '../value/plain-value.ts'
import type { BinaryOperator } from '../syntax/syntax-tree.ts'
import type { Machine, Value } from '../value/value.ts'

/** What counts as a number. */
export type NumberValue = BoolValue | IntValue | FloatValue

/** Integers over so many bits are refused. */
const MOST_BITS = 65_536

/** Whether a value is a number. */
export function isNumber(value: Value): value is NumberValue {
  return value.kind === 'int' || value.kind === 'bool' || value.kind === 'float'
}

/** An operator over two numbers; null where numbers have none such. */
export function arithmetic(
  operator: BinaryOperator,
  [left, right]: readonly [NumberValue, NumberValue],
  machine: Machine,
): Value | null {
  if (left.kind === 'bool' && right.kind === 'bool' && LOGIC.has(operator)) {
    return bool(logic(operator, left.value, right.value))
  }
  if (left.kind === 'float' || right.kind === 'float') {
    const result = floats(operator, [asFloat(left), asFloat(right)], machine)
    return result === null ? null : float(result)
  }
  return integers(operator, [asInteger(left), asInteger(right)], machine)
}

const LOGIC: ReadonlySet<string> = new Set(['&', '|', '^'])

function logic(operator: string, left: boolean, right: boolean): boolean {
  if (operator === '&') return left && right
  return operator === '|' ? left || right : left !== right
}

/** As a float. */
export function asFloat(value: NumberValue): number {
  return Number(value.value)
}

/** As an integer; a float gives its whole part. */
export function asInteger(value: NumberValue): number | bigint {
  return value.kind === 'bool' ? Number(value.value) : value.value
}

type FloatOperation = (left: number, right: number, machine: Machine) => number

const FLOAT_OPERATIONS: Readonly<Partial<Record<BinaryOperator, FloatOperation>>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '//': floatFloor,
  '%': floatModulo,
  '**': floatPower,
}

function floats(
  operator: BinaryOperator,
  [left, right]: readonly [number, number],
  machine: Machine,
): number | null {
  if (right === 0 && DIVISIONS.has(operator)) {
    machine.raise(
      'ZeroDivisionError',
      operator === '/' ? 'float division by zero' : 'float floor division by zero',
    )
  }
  return FLOAT_OPERATIONS[operator]?.(left, right, machine) ?? null
}

const DIVISIONS: ReadonlySet<string> = new Set(['/', '//', '%'])

function floatFloor(left: number, right: number): number {
  return Math.round((left - floatModulo(left, right)) / right) + 0
}

/** The result has the sign of the divisor. */
function floatModulo(left: number, right: number): number {
  const rest = left % right
  if (rest === 0) return right < 0 ? -0 : 0
  return rest < 0 === right < 0 ? rest : rest + right
}

function floatPower(left: number, right: number, machine: Machine): number {
  if (left === 0 && right < 0) {
    machine.raise('ZeroDivisionError', '0.0 cannot be raised to a negative power')
  }
  const result = left ** right
  if (left < 0 && Number.isNaN(result)) {
    machine.raise('ValueError', 'a complex number is not understood')
  }
  return result
}

function integers(
  operator: BinaryOperator,
  [left, right]: readonly [number | bigint, number | bigint],
  machine: Machine,
): Value | null {
  if (typeof left === 'number' && typeof right === 'number') {
    const quick = small(operator, left, right)
    if (quick !== null) return quick
  }
  return large(operator, [BigInt(left), BigInt(right)], machine)
}

/** The common case, while the result is safe. */
function small(operator: BinaryOperator, left: number, right: number): IntValue | null {
  const result =
    operator === '+'
      ? left + right
      : operator === '-'
        ? left - right
        : operator === '*'
          ? left * right
          : NaN
  return Number.isSafeInteger(result) ? integer(result) : null
}

type IntegerOperation = (left: bigint, right: bigint, machine: Machine) => Value

const INTEGER_OPERATIONS: Readonly<Partial<Record<BinaryOperator, IntegerOperation>>> = {
  '+': (left, right) => integer(left + right),
  '-': (left, right) => integer(left - right),
  '*': (left, right, machine) => {
    checkBits(bits(left) + bits(right), machine)
    return integer(left * right)
  },
  '/': (left, right) => float(Number(left) / Number(right)),
  '//': (left, right) => integer(floorDivide(left, right)),
  '%': (left, right) => integer(left - floorDivide(left, right) * right),
  '**': power,
  '<<': (left, right, machine) => shift('<<', [left, right], machine),
  '>>': (left, right, machine) => shift('>>', [left, right], machine),
  '&': (left, right) => integer(left & right),
  '|': (left, right) => integer(left | right),
  '^': (left, right) => integer(left ^ right),
}

function large(
  operator: BinaryOperator,
  [left, right]: readonly [bigint, bigint],
  machine: Machine,
): Value | null {
  if (right === 0n && DIVISIONS.has(operator)) {
    const message = operator === '/' ? 'division by zero' : 'integer division or modulo by zero'
    machine.raise('ZeroDivisionError', message)
  }
  return INTEGER_OPERATIONS[operator]?.(left, right, machine) ?? null
}

/** Rounds down, as Python does; `/` of bigints rounds towards zero. */
function floorDivide(left: bigint, right: bigint): bigint {
  const quotient = left / right
  return left % right !== 0n && left < 0n !== right < 0n ? quotient - 1n : quotient
}

function power(left: bigint, right: bigint, machine: Machine): Value {
  if (right < 0n) return float(floatPower(Number(left), Number(right), machine))
  if (left !== 0n && left !== 1n && left !== -1n) checkBits(bits(left) * Number(right), machine)
  return integer(left ** right)
}

function shift(
  operator: '<<' | '>>',
  [left, right]: readonly [bigint, bigint],
  machine: Machine,
): Value {
  if (right < 0n) machine.raise('ValueError', 'negative shift count')
  if (operator === '>>') {
    return integer(right > BigInt(MOST_BITS) ? (left < 0n ? -1n : 0n) : left >> right)
  }
  checkBits(bits(left) + Number(right), machine)
  return integer(left << right)
}

function bits(value: bigint): number {
  return value.toString(16).length * 4
}

function checkBits(count: number, machine: Machine): void {
  // The limit of sizes is the one that every container has to keep.
  if (count > MOST_BITS) machine.checkSize(Number.MAX_SAFE_INTEGER)
}
