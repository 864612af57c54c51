import { identifier } from '../../../sql/identifier.ts'
import { sql, type Sql } from '../../../sql/sql.ts'
import type { RevisionFailure } from '../revision-outcome.ts'

/** Something besides tables that a database had before its first revision. */
export interface LackingObject {
  readonly name: string
  readonly create: Sql
}

/** Which extension brings what PostgreSQL says is not there. */
const SIGNS: readonly (readonly [extension: string, sign: RegExp])[] = [
  ['uuid-ossp', /^function uuid_generate_v\w+\(/],
  ['citext', /^type "citext" does not exist/],
  ['hstore', /^type "hstore" does not exist/],
  ['ltree', /^type "ltree" does not exist/],
  [
    'vector',
    /^type "(vector|halfvec|sparsevec)" does not exist|operator class "vector_\w+" does not/,
  ],
  ['postgis', /^type "(geometry|geography)" does not exist/],
  ['pg_trgm', /^operator class "(public\.)?g(in|ist)_trgm_ops" does not exist/],
  ['pgcrypto', /^function (digest|crypt|gen_salt|hmac)\(/],
  ['unaccent', /^function (public\.)?unaccent\(/],
  ['btree_gist', /has no default operator class for access method "gist"/],
  ['btree_gin', /has no default operator class for access method "gin"/],
]

/** What a refusal says is lacking; null where it says nothing that can be provided. */
export function lackingObject({ message }: Pick<RevisionFailure, 'message'>): LackingObject | null {
  const [, schema] = /^schema "(.+)" does not exist$/.exec(message) ?? []
  if (schema !== undefined) {
    return {
      name: `schema ${schema}`,
      create: sql`create schema if not exists ${identifier(schema)}`,
    }
  }
  const [extension] = SIGNS.find(([, sign]) => sign.test(message)) ?? []
  if (extension === undefined) return null
  const create = sql`create extension if not exists ${identifier(extension)}`
  return { name: `extension ${extension}`, create }
}
