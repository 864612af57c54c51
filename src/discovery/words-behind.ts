import { literalsIn, textInParentheses } from './call-text.ts'

/** What a piece of Python speaks of. */
export interface WordsBehind {
  /** Its variables, and those that these were made of. */
  readonly names: readonly string[]
  /** The texts that stand in it, and in what its variables were made of. */
  readonly literals: readonly string[]
}

/** Follows the variables of a piece of Python to what the same file puts into them. */
export function wordsBehind(piece: string, source: string): WordsBehind {
  const literals = new Set<string>()
  const names = new Set<string>()
  const waiting = [piece]
  for (const text of waiting) {
    for (const literal of literalsIn(text)) literals.add(literal)
    for (const [name] of withoutLiterals(text).matchAll(/\b[A-Za-z_]\w*\b(?!\s*=[^=])/g)) {
      if (names.has(name)) continue
      names.add(name)
      waiting.push(...writtenTo(name, source))
    }
  }
  return { names: [...names], literals: [...literals] }
}

function withoutLiterals(text: string): string {
  return text.replaceAll(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, '""')
}

/** What is put into a variable or an attribute of it, by `=`, by `with`, or by a method that sets an option. */
function writtenTo(name: string, source: string): readonly string[] {
  const assigned = new RegExp(
    `^[ \\t]*${name}(?:\\.\\w+)?[ \\t]*(?::[^=\\n]*)?=(?!=)([^\\n]*)`,
    'gm',
  )
  const set = new RegExp(`\\b${name}\\.set_(?:main|section)_option[ \\t]*\\(`, 'g')
  const entered = new RegExp(`\\bwith[ \\t]+([^\\n]+?)[ \\t]+as[ \\t]+${name}\\b`, 'g')
  return [
    ...Array.from(source.matchAll(assigned), ({ 0: all, 1: text = '', index }) => {
      const open = text.indexOf('(')
      const start = index + all.length - text.length
      return open < 0 ? text : `${text.slice(0, open)} ${textInParentheses(source, start + open)}`
    }),
    ...Array.from(source.matchAll(set), ({ 0: all, index }) =>
      textInParentheses(source, index + all.length - 1),
    ),
    ...Array.from(source.matchAll(entered), ([, text = '']) => text),
  ]
}
