import type { Session } from '../postgres/session.ts'

/** A session all of whose texts are numbered, and what was sent through it. */
export interface NumberedSession {
  readonly session: Session
  /** The text that was sent with a number. */
  readonly textOf: (number: number) => string | undefined
  /** How many were sent: the number of the next. */
  readonly sent: () => number
  /**
   * Sends several texts in one message, each with its number; the session has to be in a transaction.
   * Where one is refused it is not told which.
   */
  readonly runTogether: (texts: readonly string[]) => Promise<void>
}

/**
 * Numbers every text that is sent by a comment at its end, from where a trigger of the database can
 * read it (`current_query()`). Of several in one message each has a call before it, see `ddl-log.sql`. It
 * costs no message of its own, and positions in errors stay true.
 */
export function numberedSession(session: Session): NumberedSession {
  const texts: string[] = []
  const numbered = (text: string): string => {
    texts.push(text)
    // On a line of its own: the text may end with a comment.
    return `${text}\n/*elenchus:${texts.length - 1}*/`
  }
  return {
    textOf: (number) => texts[number],
    sent: () => texts.length,
    async runTogether(all) {
      const steps = all.map((text) => {
        texts.push(text)
        return `call elenchus.begin_text(${texts.length - 1})\n;\n${text}`
      })
      await session.run([...steps, 'call elenchus.begin_text(null)'].join('\n;\n'))
    },
    session: {
      engine: session.engine,
      serverVersion: session.serverVersion,
      run: (text) => session.run(numbered(text)),
      query: (text, values) => session.query(numbered(text), values),
      onNotice: (listener) => session.onNotice(listener),
      close: () => session.close(),
    },
  }
}
