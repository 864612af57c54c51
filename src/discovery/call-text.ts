/** The text between a parenthesis and the one that closes it; to the end where nothing closes it. */
export function textInParentheses(text: string, open: number): string {
  let depth = 0
  for (let at = open; at < text.length; at += 1) {
    const sign = text.charAt(at)
    if (sign === '#') at = endOf(text, '\n', at + 1) - 1
    else if (sign === '"' || sign === "'") at = closing(text, at)
    else if (/[([{]/.test(sign)) depth += 1
    else if (/[)\]}]/.test(sign)) {
      depth -= 1
      if (depth === 0) return text.slice(open + 1, at)
    }
  }
  return text.slice(open + 1)
}

/** Where the string that begins at an offset ends. */
function closing(text: string, open: number): number {
  const quote = text.charAt(open)
  const triple = quote.repeat(3)
  if (text.startsWith(triple, open)) return endOf(text, triple, open + 3) + 2
  for (let at = open + 1; at < text.length; at += 1) {
    const sign = text.charAt(at)
    if (sign === '\\') at += 1
    else if (sign === quote || sign === '\n') return at
  }
  return text.length
}

function endOf(text: string, wanted: string, from: number): number {
  const found = text.indexOf(wanted, from)
  return found < 0 ? text.length : found
}

/** The texts of the literals in a piece of Python, and of f-strings what is not filled in. */
export function literalsIn(text: string): readonly string[] {
  return Array.from(text.matchAll(/"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'/g)).flatMap(
    ([, double = '', single = '']) =>
      (double + single).split(/\{[^}]*\}/).filter((one) => one !== ''),
  )
}
