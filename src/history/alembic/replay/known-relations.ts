import { readFileSync } from 'node:fs'
import type { Session } from '../../../postgres/session.ts'

interface Relation {
  readonly schema: string | null
  readonly name: string
}

/** Which relations were there at any time of a replay: those alone can have been dropped. */
export class KnownRelations {
  readonly #session: Session
  #seen = new Set<string>()
  #now: ReadonlySet<string> = new Set()

  constructor(session: Session) {
    this.#session = session
  }

  /** Looks which are there now. */
  async look(): Promise<void> {
    const rows = await this.#session.query<{ schema: string; name: string }>(
      readFileSync(new URL('./relations.sql', import.meta.url), 'utf8'),
    )
    this.#now = new Set(rows.flatMap(({ schema, name }) => [`${schema}.${name}`, name]))
    for (const key of this.#now) this.#seen.add(key)
  }

  /** What to call after what is done now was rolled back. */
  remember(): () => void {
    const seen = new Set(this.#seen)
    return () => {
      this.#seen = seen
    }
  }

  async wasThere({ schema, name }: Relation): Promise<boolean> {
    await this.look()
    return this.#seen.has(schema === null ? name : `${schema}.${name}`)
  }

  async isThere({ schema, name }: Relation): Promise<boolean> {
    await this.look()
    return this.#now.has(schema === null ? name : `${schema}.${name}`)
  }
}
