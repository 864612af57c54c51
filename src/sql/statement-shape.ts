import type { Token } from './token.ts'

/** What must be known of a statement while it is read, to find its end. */
export interface StatementShape {
  take(token: Token, text: string): void
  /** Whether a semicolon at this point belongs to the statement. */
  holdsSemicolon(): boolean
  /** Whether rows for `copy` follow the statement. */
  copiesFromStdin(): boolean
}

/** The shape of a statement before its first token. */
export function startStatement(): StatementShape {
  return new Shape()
}

/** `create or replace function`: the first words that tell what a statement is. */
const TELLING_WORDS = 4

/**
 * A semicolon can stand within a statement in two places only: between the actions of a rule, in
 * parentheses, and in a function's `begin atomic … end`. psql honours parentheses everywhere; then
 * one that is not closed swallows all that follows, so here only a rule's count.
 */
class Shape implements StatementShape {
  #first = ''
  #words = 0
  #parentheses = 0
  #bodies = 0
  #previous = ''
  #copies = false

  take(token: Token, text: string): void {
    const word = meaningOf(token, text)
    if (this.#words < TELLING_WORDS) {
      this.#first += `${word} `
      this.#words += 1
    }
    if (word === '(') this.#parentheses += 1
    if (word === ')') this.#parentheses -= 1
    this.#takeBody(word)
    if (this.#parentheses === 0 && word === 'stdin' && this.#previous === 'from') {
      this.#copies = this.#first.startsWith('copy ')
    }
    this.#previous = word
  }

  holdsSemicolon(): boolean {
    return this.#bodies > 0 || (this.#parentheses > 0 && RULE.test(this.#first))
  }

  copiesFromStdin(): boolean {
    return this.#copies
  }

  /** `case` ends with `end` as well. After `as` or a dot both are names. */
  #takeBody(word: string): void {
    if (this.#previous === '.' || this.#previous === 'as') return
    if (this.#bodies === 0) {
      const begins = word === 'atomic' && this.#previous === 'begin' && this.#parentheses === 0
      if (begins && ROUTINE.test(this.#first)) this.#bodies = 1
    } else if (word === 'case') this.#bodies += 1
    else if (word === 'end') this.#bodies -= 1
  }
}

const RULE = /^create (or replace )?rule /
const ROUTINE = /^create (or replace )?(function|procedure) /

/** Longer words are names, or at least none of those that matter here. */
const LONGEST_WORD = 'procedure'.length

function meaningOf({ kind, start, end }: Token, text: string): string {
  if (kind === 'symbol') return text.slice(start, end)
  if (kind !== 'word' || end - start > LONGEST_WORD) return ' '
  return text.slice(start, end).toLowerCase()
}
