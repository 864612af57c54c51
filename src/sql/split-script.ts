import { metaCommandAt } from './meta-command.ts'
import type { MetaCommand, Script, Statement } from './script.ts'
import { scriptFault, unclosedFault, type Source } from './script-fault.ts'
import { startStatement, type StatementShape } from './statement-shape.ts'
import { tokenAt, type Token } from './token.ts'

/** The part of a text that is to be split, in UTF-16 units. */
export interface Range {
  readonly start: number
  readonly end: number
}

/**
 * Splits a script at the semicolons that end statements, as psql does (src/fe_utils/psqlscan.l),
 * in one pass and without a parser: a statement with a syntax error leaves the others as they are.
 *
 * @param range a part of the text; offsets and the places of faults stay those of the whole text.
 * @throws UserError `syntax-error` where a quote or a comment is not closed, `copy-from-stdin` at
 *   inline data, `meta-command` at a psql command that would change what the script does.
 */
export function splitScript(
  text: string,
  file: string,
  range: Range = { start: 0, end: text.length },
): Script {
  const splitter = new Splitter({ file, text }, range)
  splitter.run()
  return splitter
}

class Splitter implements Script {
  readonly statements: Statement[] = []
  readonly metaCommands: MetaCommand[] = []
  readonly #source: Source
  /** Ends where the range ends, so that no token runs beyond it. */
  readonly #text: string
  #at: number
  #open: { readonly start: number; end: number; readonly shape: StatementShape } | null = null

  constructor(source: Source, range: Range) {
    this.#source = source
    this.#text = source.text.slice(0, range.end)
    this.#at = range.start
  }

  run(): void {
    while (this.#at < this.#text.length) this.#step(tokenAt(this.#text, this.#at))
    this.#finish()
  }

  #step(token: Token): void {
    if (!token.closed) throw unclosedFault(this.#source, token)
    if (token.kind === 'space' || token.kind === 'comment') {
      this.#at = token.end
      return
    }
    const letter = this.#text[token.start]
    if (letter === '\\' && !this.#open) this.#metaCommand(token.start)
    else if (letter === ';' && !(this.#open?.shape.holdsSemicolon() ?? false)) {
      this.#finish()
      this.#at = token.end
    } else this.#take(token)
  }

  #metaCommand(start: number): void {
    const command = metaCommandAt(this.#source, { start, end: this.#text.length })
    this.metaCommands.push(command)
    this.#at = command.offset + command.text.length
  }

  #take(token: Token): void {
    this.#open ??= { start: token.start, end: token.end, shape: startStatement() }
    this.#open.end = token.end
    this.#open.shape.take(token, this.#text)
    this.#at = token.end
  }

  #finish(): void {
    if (!this.#open) return
    const { start, end, shape } = this.#open
    if (shape.copiesFromStdin()) {
      throw scriptFault(this.#source, start, {
        code: 'copy-from-stdin',
        message: `"copy … from stdin" in "${this.#source.file}" brings its rows inline.`,
        hint: 'Write the rows as insert statements; `pg_dump --inserts` does so.',
      })
    }
    this.statements.push({ text: this.#text.slice(start, end), offset: start })
    this.#open = null
  }
}
