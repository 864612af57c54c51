/** Which keys are linked to which others. */
export class Links {
  readonly #linked = new Map<string, Set<string>>()

  /** Links one key to another, in this direction only. */
  add(from: string, to: string): void {
    const linked = this.#linked.get(from)
    if (linked === undefined) this.#linked.set(from, new Set([to]))
    else linked.add(to)
  }

  /** What a key is linked to. */
  of(key: string): ReadonlySet<string> {
    return this.#linked.get(key) ?? none
  }
}

const none: ReadonlySet<string> = new Set()
