import { identifier } from '../sql/identifier.ts'
import { sql } from '../sql/sql.ts'
import { ddlOf, schemasOf, type DeclaredStatement } from './ddl-of.ts'
import type { Declaration } from './declaration.ts'

/** What in a statement tells of an extension that models use and do not make. */
const SIGNS: readonly (readonly [extension: string, sign: RegExp])[] = [
  ['vector', /\b(VECTOR|HALFVEC|SPARSEVEC)\b|\bvector_\w+_ops\b/],
  ['citext', /\bCITEXT\b/],
  ['hstore', /\bHSTORE\b/],
  ['ltree', /\bLTREE\b/],
  ['postgis', /\b(geometry|geography)\(/],
  ['pg_trgm', /\bg(in|ist)_trgm_ops\b/],
  ['btree_gist', /\bexclude using gist\b[^]*\bwith =/],
  ['uuid-ossp', /\buuid_generate_v\d/],
]

/** Schemas and extensions that have to be there before the models, which do not make them. */
export function presupposedOf(declaration: Declaration): readonly DeclaredStatement[] {
  const { at } = declaration
  const texts = ddlOf(declaration).map((statement) => statement.sql)
  const extensions = SIGNS.flatMap(([extension, sign]) =>
    texts.some((text) => sign.test(text)) ? [extension] : [],
  )
  return [
    ...extensions.map((name) => ({
      sql: sql`create extension if not exists ${identifier(name)}`,
      at,
      subject: `extension ${name}`,
      makes: null,
      inParts: [],
    })),
    ...schemasOf(declaration).map((name) => ({
      sql: sql`create schema if not exists ${identifier(name)}`,
      at,
      subject: `schema ${name}`,
      makes: null,
      inParts: [],
    })),
  ]
}
