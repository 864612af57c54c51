/**
 * Which queries of a session are prepared: those without values that are asked a second time. To
 * plan the queries of an introspection takes twice as long as to answer them for a small database.
 */
export class PreparedQueries {
  #count = 0
  readonly #names = new Map<string, string | null>()

  /** The name of a query that shall be prepared under it, or was; null where it goes without one. */
  nameOf(text: string): string | null {
    const known = this.#names.get(text)
    if (known !== null && known !== undefined) return known
    if (known === undefined) {
      this.#names.set(text, null)
      return null
    }
    this.#count += 1
    const name = `elenchus_${this.#count}`
    this.#names.set(text, name)
    return name
  }

  /** To be told of what runs: some statements forget what was prepared. Names are never used again. */
  noteRun(text: string): void {
    if (/\b(discard|deallocate)\b/i.test(text)) this.#names.clear()
  }
}
