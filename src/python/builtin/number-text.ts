/** A float as `repr` writes it: the shortest text that reads back the same. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf'
  if (Object.is(value, -0)) return '-0.0'
  const size = Math.abs(value)
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) return exponential(value)
  const text = String(value)
  return text.includes('.') ? text : `${text}.0`
}

/** Python writes at least two digits of the exponent. */
function exponential(value: number): string {
  return pythonExponent(value.toExponential())
}

/** `1e+5` as Python writes it: `1e+05`. */
export function pythonExponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, 'e$10$2')
}
