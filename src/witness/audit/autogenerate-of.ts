import type { AutogenerateFacts } from '../../audit/model-facts.ts'
import { placeOf } from '../../kernel/place.ts'

/** What generates migrations of a database: the env.py of its history. */
export interface Generation {
  readonly file: string
  readonly text: string
  /** The names of the metadatas that it compares with. */
  readonly targets: readonly string[]
  /** Whether there may be others, as something of it was not understood. */
  readonly mayTrackMore: boolean
  /** The modules that are imported when it runs. */
  readonly imports: readonly string[]
  /** Whether it looks for modules while it runs, so that there may be more. */
  readonly importsMore: boolean
}

/** Whether migrations are generated from a metadata, by any of its names; null where that is not known. */
export function isTrackedBy(
  names: readonly string[],
  { targets, mayTrackMore }: Generation,
): boolean | null {
  if (targets.some((target) => names.includes(target))) return true
  return mayTrackMore ? null : false
}

/** Whether a module is imported where migrations are generated; null where that is not known. */
export function isImportedBy(module: string, { imports, importsMore }: Generation): boolean | null {
  if (imports.includes(module)) return true
  return importsMore ? null : false
}

/** What the tool is told; null where nothing is compared: then migrations are written by hand. */
export function autogenerateOf({
  file,
  text,
  targets,
  mayTrackMore,
}: Generation): AutogenerateFacts | null {
  if (targets.length === 0 || mayTrackMore) return null
  const filters = /\binclude_(object|name|schemas)\b|\bprocess_revision_directives\b/
  const at = Math.max(0, text.search(/^[ \t]*target_metadata\b/m))
  return { at: placeOf(file, text, at), seesAll: !filters.test(text) }
}
