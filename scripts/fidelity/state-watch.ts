import { catalogueHash } from '../../src/catalogue/snapshot.ts'
import type { Introspection } from '../../src/postgres/introspect.ts'
import type { GoldenState } from '../../tests/support/projects.ts'
import { changesBetween, objectTexts } from './object-texts.ts'

/** Looks at one database again and again, and says what changed since the last time. */
export class StateWatch {
  readonly database: string
  readonly #read: () => Promise<Introspection>
  #before: ReadonlyMap<string, string> = new Map()

  constructor(database: string, read: () => Promise<Introspection>) {
    this.database = database
    this.#read = read
  }

  async look(): Promise<GoldenState> {
    const { catalogue } = await this.#read()
    const after = objectTexts(catalogue)
    const changes = changesBetween(this.#before, after)
    this.#before = after
    return { hash: catalogueHash(catalogue), ...changes }
  }
}
