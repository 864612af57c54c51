/** Where a JSON text breaks off being JSON, and why. */
export interface JsonFault {
  /** In UTF-16 units. */
  readonly offset: number
  readonly message: string
}

/**
 * Finds the first fault of a JSON text, or null. Node 20 does not always say where it is.
 * A key that stands twice in one object is a fault too: `JSON.parse` would drop the first.
 */
export function jsonFault(text: string): JsonFault | null {
  try {
    new JsonReader(text).document()
    return null
  } catch (error) {
    if (error instanceof FaultFound) return { offset: error.offset, message: error.message }
    throw error
  }
}

class FaultFound extends Error {
  readonly offset: number

  constructor(offset: number, message: string) {
    super(message)
    this.offset = offset
  }
}

const space = /[ \t\n\r]*/y
// A control character must be escaped in a JSON string, so the pattern ends before it.
const string = /"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

class JsonReader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  document(): void {
    this.#value()
    this.#take(space)
    if (this.#at < this.#text.length) this.#fail('the end')
  }

  #value(): void {
    this.#take(space)
    if (this.#next('{')) this.#object()
    else if (this.#next('[')) this.#list()
    else if (this.#take(string) === null && this.#take(scalar) === null) this.#fail('a value')
  }

  #object(): void {
    const keys = new Set<string>()
    if (this.#next('}')) return
    do {
      this.#take(space)
      const at = this.#at
      const key = this.#take(string)
      if (key === null) return this.#fail('a key in double quotes')
      if (keys.has(key)) throw new FaultFound(at, `The key ${key} stands here twice`)
      keys.add(key)
      if (!this.#next(':')) this.#fail('":"')
      this.#value()
    } while (this.#next(','))
    if (!this.#next('}')) this.#fail('"," or "}"')
  }

  #list(): void {
    if (this.#next(']')) return
    do this.#value()
    while (this.#next(','))
    if (!this.#next(']')) this.#fail('"," or "]"')
  }

  #next(character: string): boolean {
    this.#take(space)
    if (this.#text[this.#at] !== character) return false
    this.#at += 1
    return true
  }

  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at
    const taken = pattern.exec(this.#text)?.[0] ?? null
    this.#at += taken?.length ?? 0
    return taken
  }

  #fail(expected: string): never {
    throw new FaultFound(this.#at, this.#why(expected))
  }

  #why(expected: string): string {
    if (this.#at >= this.#text.length) return `Expected ${expected}, found the end`
    const found = String.fromCodePoint(this.#text.codePointAt(this.#at) ?? 0)
    const isBrokenText = found === '"' && expected.startsWith('a ')
    if (isBrokenText) return 'A text begins here that does not end on its line or has a bad escape'
    const comment = found === '/' ? '; JSON has no comments' : ''
    return `Expected ${expected}, found ${JSON.stringify(found)}${comment}`
  }
}
