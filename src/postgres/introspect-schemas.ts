import type { Extension, Schema } from '../catalogue/schema.ts'
import { sortedBy } from '../kernel/ordering.ts'
import type { ReadRows } from './introspect-query.ts'

interface SchemaRow {
  readonly name: string
  readonly comment: string | null
}

/** Reads the schemas, sorted by name. */
export async function introspectSchemas(read: ReadRows): Promise<readonly Schema[]> {
  const rows = await read<SchemaRow>('schemas')
  return sortedBy(rows.map(schemaOf), ({ name }) => name)
}

function schemaOf({ name, comment }: SchemaRow): Schema {
  const given = name === 'public' && comment === 'standard public schema'
  return { kind: 'schema', name, comment: given ? null : comment }
}

interface ExtensionRow {
  readonly name: string
  readonly schema: string
  readonly version: string
}

/** Reads the installed extensions, sorted by name, and their versions. */
export async function introspectExtensions(read: ReadRows): Promise<{
  readonly extensions: readonly Extension[]
  readonly versions: Readonly<Record<string, string>>
}> {
  const rows = sortedBy(await read<ExtensionRow>('extensions'), ({ name }) => name)
  return {
    extensions: rows.map(({ name, schema }) => ({ kind: 'extension', name, schema })),
    versions: Object.fromEntries(rows.map(({ name, version }) => [name, version])),
  }
}
