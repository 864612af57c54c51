/** A namespace of the user's. `public` is listed too. */
export interface Schema {
  readonly kind: 'schema'
  readonly name: string
  /** Null too where `public` still has the comment that PostgreSQL gave it. */
  readonly comment: string | null
}

/** An installed extension. Its version is a fact about the server, see {@link ServerFacts}. */
export interface Extension {
  readonly kind: 'extension'
  readonly name: string
  /** Where its objects live. */
  readonly schema: string
}
