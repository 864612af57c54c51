/**
 * A text that must never reach a log, a report or an error, such as an address with a password.
 * Printed it shows as `[secret]`, inspected as an empty object; only {@link Secret.reveal} gives it out.
 */
export class Secret {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  /** The text itself, for the one call that needs it. */
  reveal(): string {
    return this.#text
  }

  toString(): string {
    return '[secret]'
  }

  toJSON(): string {
    return '[secret]'
  }
}
