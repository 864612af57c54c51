import { formatName, type QualifiedName } from '../catalogue/qualified-name.ts'
import type { Place } from '../kernel/place.ts'
import type { Evidence, ObjectSubject } from './finding.ts'
import type { MetadataFact, ModelFact } from './model-facts.ts'

/** A table as the subject of a finding. */
export function tableSubject(database: string, { schema, name }: QualifiedName): ObjectSubject {
  return { kind: 'object', database, object: { kind: 'table', schema, name }, attribute: null }
}

/** A column of a table as the subject of a finding. */
export function columnSubject(
  database: string,
  { schema, name: relation }: QualifiedName,
  name: string,
): ObjectSubject {
  const object = { kind: 'column', schema, relation, name } as const
  return { kind: 'object', database, object, attribute: null }
}

/** What the code says of a table or a column. */
export function saidByCode(subject: string, says: string, at: Place | null): Evidence {
  return { witness: 'code', subject, says, at }
}

/** `User (public.users)`, or `public.users` for a table without a class. */
export function modelName({ className, table }: ModelFact): string {
  return className === null ? formatName(table) : `${className} (${formatName(table)})`
}

/** How code imports a metadata and how it is then called. */
export interface ImportedMetadata {
  readonly line: string
  readonly expression: string
}

/** The lines of env.py that have migrations generated from several metadatas. */
export function targetLines(metadatas: readonly MetadataFact[]): readonly string[] {
  const taken = new Set<string>()
  const imported = metadatas.flatMap(({ name }) => importedMetadata(name, taken) ?? [])
  return [
    ...new Set(imported.map(({ line }) => line)),
    `target_metadata = [${imported.map(({ expression }) => expression).join(', ')}]`,
  ]
}

/** Of two of one name in two modules the second is imported under the name of its module, too. */
function importedMetadata(name: string, taken: Set<string>): ImportedMetadata | null {
  const [, module, variable, rest] = /^([\w.]+):(\w+)(.*)$/.exec(name) ?? []
  if (module === undefined || variable === undefined || rest === undefined) return null
  const isTaken = taken.has(variable)
  const alias = isTaken ? `${module.split('.').at(-1) ?? ''}_${variable}` : variable
  taken.add(alias)
  return {
    line: `from ${module} import ${variable}${isTaken ? ` as ${alias}` : ''}`,
    expression: `${alias}${rest}`,
  }
}
