/** A name with the schema it lives in, both as PostgreSQL stores them: unquoted, case kept. */
export interface QualifiedName {
  readonly schema: string
  readonly name: string
}

/** `public.users`: for people to read and for sorting; never to be sent as SQL. */
export function formatName({ schema, name }: QualifiedName): string {
  return `${schema}.${name}`
}
