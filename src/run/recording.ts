import type { Notice, Session, Value } from '../postgres/session.ts'

/** A piece of what a run would send. */
export type Recorded =
  | { readonly kind: 'migration'; readonly database: string; readonly revision: string }
  | { readonly kind: 'sql'; readonly database: string; readonly text: string }

/** A session that answers questions and, instead of doing anything, writes down what it was told. */
export class RecordingSession implements Session {
  readonly engine: Session['engine']
  readonly serverVersion: number
  readonly #session: Session
  readonly #database: string
  readonly #recording: Recorded[]

  constructor(session: Session, database: string, recording: Recorded[]) {
    this.engine = session.engine
    this.serverVersion = session.serverVersion
    this.#session = session
    this.#database = database
    this.#recording = recording
  }

  run(text: string): Promise<void> {
    this.#recording.push({ kind: 'sql', database: this.#database, text })
    return Promise.resolve()
  }

  query<Row>(text: string, values?: readonly Value[]): Promise<readonly Row[]> {
    return this.#session.query(text, values)
  }

  onNotice(listener: (notice: Notice) => void): void {
    this.#session.onNotice(listener)
  }

  close(): Promise<void> {
    return this.#session.close()
  }
}
