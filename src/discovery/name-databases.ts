/** Something that is called after the folder it is in, or after a name that it bears. */
export interface Nameable {
  /** A name of its own, such as a section of an ini file; null where it has none. */
  readonly own: string | null
  /** The folder, within the folder that is searched. */
  readonly folder: string
}

/** Folders that say nothing about what is in them. */
const PLAIN =
  /^(\.|alembic|migrations?|versions|revisions|database|databases|db|src|app|apps|services?|packages|sql|storage|storages|_?rdb|core|lib|models)$/

/**
 * A name for each database: `main` where there is one; else the section, or the folder that tells them
 * apart. The names are those that settings may have, and no two are equal.
 */
export function nameDatabases(items: readonly Nameable[]): readonly string[] {
  if (items.length === 1) return [items[0]?.own ?? 'main']
  const shared = sharedParts(items.map(({ folder }) => folder.split('/')))
  const taken = new Set<string>()
  return items.map(({ own, folder }) => {
    const parts = folder.split('/').slice(shared)
    const telling = parts.filter((part) => !PLAIN.test(part))
    const wanted = own ?? telling.at(-1) ?? 'main'
    const name = unused(clean(wanted), taken)
    taken.add(name)
    return name
  })
}

/** How many folders all have in common. */
function sharedParts(paths: readonly (readonly string[])[]): number {
  const [first = []] = paths
  const differs = first.findIndex((part, at) => paths.some((path) => path[at] !== part))
  return differs < 0 ? 0 : differs
}

function clean(text: string): string {
  const name = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]+/g, '_')
    .replace(/^[^a-z]+/, '')
  return name === '' ? 'main' : name
}

function unused(name: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count += 1) {
    const tried = count === 1 ? name : `${name}_${count}`
    if (!taken.has(tried)) return tried
  }
}
