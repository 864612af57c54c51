import { excerpt } from '../kernel/excerpt.ts'
import { placeOf } from '../kernel/place.ts'
import { UserError } from '../kernel/user-error.ts'
import type { Token } from './token.ts'

/** A text with the file it was read from. */
export interface Source {
  readonly file: string
  readonly text: string
}

/** What is wrong at a place in a script. */
export interface Fault {
  readonly code: string
  readonly message: string
  readonly hint?: string
}

/** The error at an offset of a source, with the lines around it. */
export function scriptFault(source: Source, offset: number, fault: Fault): UserError {
  const at = placeOf(source.file, source.text, offset)
  const { code, message, hint } = fault
  return new UserError(message, { code, hint, at, excerpt: excerpt(source.text, at) })
}

/** The error for a quote or a comment that is not closed, in the words of PostgreSQL. */
export function unclosedFault(source: Source, token: Token): UserError {
  const what = nameOf(token, source.text)
  return scriptFault(source, token.start, {
    code: 'syntax-error',
    message: `Unterminated ${what} in "${source.file}".`,
    hint: 'It opens here and is never closed. If this is where it should close, look for the quote before it.',
  })
}

function nameOf(token: Token, text: string): string {
  if (token.kind === 'comment') return '/* comment'
  if (token.kind === 'quoted-identifier') return 'quoted identifier'
  return text[token.start] === '$' ? 'dollar-quoted string' : 'quoted string'
}
