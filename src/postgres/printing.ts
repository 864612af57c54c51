/**
 * Settings of a role or a database change how PostgreSQL prints expressions, so that equal schemas
 * would differ. With an empty `search_path` every name outside pg_catalog is printed qualified.
 */
export const printing: readonly (readonly [name: string, value: string])[] = [
  ['search_path', ''],
  ['quote_all_identifiers', 'off'],
  ['standard_conforming_strings', 'on'],
  ['datestyle', 'ISO, YMD'],
  ['intervalstyle', 'postgres'],
  ['timezone', 'UTC'],
  ['extra_float_digits', '1'],
  ['bytea_output', 'hex'],
  ['lc_monetary', 'C'],
  // Does not change what is printed: to compile these queries costs more than to run them.
  ['jit', 'off'],
]
