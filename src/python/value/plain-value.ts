/** `None`. */
export interface NoneValue {
  readonly kind: 'none'
}

/** `True` or `False`. */
export interface BoolValue {
  readonly kind: 'bool'
  readonly value: boolean
}

/** An integer of any size: a number while it is safe, else a bigint. Made by {@link integer}. */
export interface IntValue {
  readonly kind: 'int'
  readonly value: number | bigint
}

/** A 64-bit float. */
export interface FloatValue {
  readonly kind: 'float'
  readonly value: number
}

/** A text; offsets count code points in Python and UTF-16 units here. */
export interface StrValue {
  readonly kind: 'str'
  readonly value: string
}

/** Bytes, each as one character of code 0 to 255. */
export interface BytesValue {
  readonly kind: 'bytes'
  readonly value: string
}

/** `...` */
export interface EllipsisValue {
  readonly kind: 'ellipsis'
}

/** What a literal can be; all immutable. */
export type PlainValue =
  NoneValue | BoolValue | IntValue | FloatValue | StrValue | BytesValue | EllipsisValue

/** The one `None`. */
export const none: NoneValue = { kind: 'none' }

/** The one `...`. */
export const ellipsis: EllipsisValue = { kind: 'ellipsis' }

const yes: BoolValue = { kind: 'bool', value: true }
const no: BoolValue = { kind: 'bool', value: false }

/** `True` or `False`, of which there are two. */
export function bool(value: boolean): BoolValue {
  return value ? yes : no
}

/** An integer in its one representation: numbers are safe, bigints are not. */
export function integer(value: number | bigint): IntValue {
  if (typeof value === 'number') {
    return { kind: 'int', value: Number.isSafeInteger(value) ? value + 0 : BigInt(value) }
  }
  const small = Number(value)
  return { kind: 'int', value: Number.isSafeInteger(small) ? small : value }
}

/** A float. */
export function float(value: number): FloatValue {
  return { kind: 'float', value }
}

/** A text. */
export function str(value: string): StrValue {
  return { kind: 'str', value }
}

/** Bytes, one character each. */
export function bytes(value: string): BytesValue {
  return { kind: 'bytes', value }
}
