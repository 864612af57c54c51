import { sameExpression, sameStatement, type PrintedText } from '../sql/same-expression.ts'

/** What a printed text is: an expression, a statement, or what follows `alter table … add`. */
export type TextForm = 'expression' | 'statement' | 'constraint' | 'domain-constraint'

/** The major versions of the two servers that printed the texts, such as 15 and 18. */
export interface Majors {
  readonly left: number
  readonly right: number
}

/**
 * Whether two printed texts mean the same. Of one major, equal means equal letter by letter; of
 * two, the parsed trees decide, and `loadParser()` must have been awaited.
 */
export function sameText(
  left: string,
  right: string,
  { form, majors }: { readonly form: TextForm; readonly majors: Majors | null },
): boolean {
  if (left === right) return true
  if (majors === null || majors.left === majors.right) return false
  const leftText = { text: left, major: majors.left }
  const rightText = { text: right, major: majors.right }
  switch (form) {
    case 'expression':
      return sameExpression(leftText, rightText)
    case 'statement':
      return sameStatement(leftText, rightText)
    case 'constraint':
      return sameStatement(
        after('alter table x add ', leftText),
        after('alter table x add ', rightText),
      )
    case 'domain-constraint':
      return sameStatement(
        after('alter domain x add ', leftText),
        after('alter domain x add ', rightText),
      )
  }
}

function after(opening: string, { text, major }: PrintedText): PrintedText {
  return { text: opening + text, major }
}
