import type { FoundMetadata } from './discovery.ts'
import { importStatements, type ImportingModule } from './import-statements.ts'

/** Where a name is used. */
export interface CallingModule {
  readonly module: ImportingModule
  /** The module of the project with a name; null where there is none. */
  readonly find: (name: string) => ImportingModule | null
  readonly metadatas: readonly FoundMetadata[]
}

/**
 * The metadatas that something in a module is the name of: `Base.metadata`, `models.Base.metadata`, or `db`,
 * which has one for each bind key. Empty where the name leads to none.
 */
export function calledMetadatas(
  object: string,
  { module, find, metadatas }: CallingModule,
): readonly FoundMetadata[] {
  const spelled = spellingsOf(object, { module, find })
  const exact = metadatas.filter(({ names }) => names.some((name) => isSpelled(name, spelled)))
  if (exact.length > 0) return exact
  // A package may hand on what one of its modules makes.
  const ends = spelled.map((name) => name.slice(name.indexOf(':')))
  const alike = metadatas.filter(({ names }) =>
    names.some((name) => isSpelled(name.slice(name.indexOf(':')), ends)),
  )
  return alike.length === 1 ? alike : []
}

/** `app.db:db` stands for `app.db:db.metadata` and `app.db:db.metadatas['auth']`. */
function isSpelled(name: string, spelled: readonly string[]): boolean {
  return spelled.some((one) => name === one || /^\.metadata(s\[.*\])?$/.test(rest(name, one)))
}

function rest(name: string, start: string): string {
  return name.startsWith(start) ? name.slice(start.length) : ''
}

interface Looked {
  readonly object: string
  readonly module: ImportingModule
}

/** The ways in which `module:variable` may be said of a name; packages hand on what others make. */
function spellingsOf(
  object: string,
  { module, find }: Pick<CallingModule, 'module' | 'find'>,
): readonly string[] {
  const found = new Set<string>()
  const waiting: Looked[] = [{ object, module }]
  for (const looked of waiting) {
    const imported = importedFrom(looked)
    const own = imported.length > 0 || looked.module.name === '' ? [] : [looked]
    for (const one of own) found.add(`${one.module.name}:${one.object}`)
    for (const next of imported) {
      const name = `${next.module}:${next.object}`
      if (found.has(name)) continue
      found.add(name)
      const source = find(next.module)
      if (source !== null) waiting.push({ object: next.object, module: source })
    }
  }
  return [...found]
}

interface ImportedObject {
  readonly module: string
  readonly object: string
}

/** What a name is where it comes from: `from a import b` may mean a module of a package. */
function importedFrom({ object, module }: Looked): readonly ImportedObject[] {
  const parts = object.split('.')
  return importStatements(module).flatMap((imported) => {
    const own = imported.as.split('.')
    if (!own.every((part, at) => parts[at] === part)) return []
    const inner = parts.slice(own.length).join('.')
    if (imported.name === null) return [{ module: imported.module, object: inner }]
    const whole = inner === '' ? imported.name : `${imported.name}.${inner}`
    return [
      { module: imported.module, object: whole },
      { module: `${imported.module}.${imported.name}`, object: inner },
    ]
  })
}
