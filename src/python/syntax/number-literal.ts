import { float, integer, type PlainValue } from '../value/plain-value.ts'

/** Longer numbers are refused: CPython's own limit is 4300 digits. */
const LONGEST = 4300

/** The value of a number as written, or null for what has no meaning here (imaginary, too long). */
export function numberLiteral(text: string): PlainValue | null {
  const digits = text.replaceAll('_', '').toLowerCase()
  if (digits.length > LONGEST || digits.endsWith('j')) return null
  if (/^0[xob]/.test(digits)) return integer(BigInt(digits))
  if (/^\d+$/.test(digits)) return integer(BigInt(digits))
  const value = Number(digits)
  return Number.isNaN(value) ? null : float(value)
}
