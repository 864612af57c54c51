import { dependencyOrder } from '../kernel/graph.ts'
import { compareText, sortedBy } from '../kernel/ordering.ts'
import { databaseIdentity } from './database-url.ts'
import type { Fault } from './fault.ts'
import { suggestion } from '../kernel/nearest-name.ts'
import { within } from './within.ts'

/** What is known of a database whose settings may be wrong elsewhere. */
export interface DatabaseDraft {
  readonly name: string
  readonly url: string | null
  readonly migrations: string | null
  readonly after: readonly string[]
}

/** Letters that are safe in names of folders, on command lines and in file names of migrations. */
const namePattern = /^[a-z][a-z0-9_-]*$/i

/** Checks the databases against each other: names, folders, addresses and order. */
export function checkDatabases(databases: readonly DatabaseDraft[]): readonly Fault[] {
  const sorted = sortedBy(databases, ({ name }) => name)
  return [
    ...(sorted.length === 0 ? [fault([], 'is empty; name at least one')] : []),
    ...sorted.flatMap(nameFault),
    ...twins(sorted).map(([first, second]) =>
      fault([second], `differs from "${first}" only by case; their data folders would be one`),
    ),
    ...shared(sorted, ({ migrations }) => migrations && within('.', migrations)).map(
      ([first, second]) => fault([second, 'migrations'], `is the folder of "${first}" too`),
    ),
    ...shared(sorted, ({ url }) => url && databaseIdentity(url)).map(([first, second]) =>
      fault([second, 'url'], `is the database of "${first}" too`),
    ),
    ...sorted.flatMap((database) => afterFaults(database, sorted)),
    ...cycles(sorted),
  ]
}

/** A shadow is a place to throw things away, so its address names no database that is kept. */
export function checkShadow(url: string, databases: readonly DatabaseDraft[]): readonly Fault[] {
  const identity = databaseIdentity(url)
  return databases
    .filter((database) => identity !== null && databaseIdentity(database.url ?? '') === identity)
    .map(({ name }) => ({
      path: ['shadow', 'url'],
      message: `is the database "${name}"; name another one, such as "postgres" on a server for trials`,
    }))
}

function fault(path: readonly PropertyKey[], message: string): Fault {
  return { path: ['databases', ...path], message }
}

function nameFault({ name }: DatabaseDraft): readonly Fault[] {
  if (namePattern.test(name)) return []
  return [fault([name], 'a name has only a-z, 0-9, _ and -, and begins with a letter')]
}

function twins(databases: readonly DatabaseDraft[]): readonly (readonly [string, string])[] {
  return shared(databases, ({ name }) => name.toLowerCase())
}

/** Pairs of names: a database and the first one with the same key. */
function shared(
  databases: readonly DatabaseDraft[],
  keyOf: (database: DatabaseDraft) => string | null,
): readonly (readonly [string, string])[] {
  const first = new Map<string, string>()
  return databases.flatMap((database) => {
    const key = keyOf(database)
    if (key === null || key === '') return []
    const other = first.get(key)
    if (other === undefined) first.set(key, database.name)
    return other === undefined ? [] : [[other, database.name] as const]
  })
}

function afterFaults(database: DatabaseDraft, all: readonly DatabaseDraft[]): readonly Fault[] {
  const others = all.map(({ name }) => name).filter((name) => name !== database.name)
  const path = [database.name, 'after']
  return database.after
    .filter((name) => !others.includes(name))
    .map((name) =>
      name === database.name
        ? fault(path, 'names the database itself')
        : fault(path, `"${name}" is not a database here${suggestion(name, others)}`),
    )
}

/** Every circle of `after`, one after the other: the members of one are left out for the next. */
function cycles(databases: readonly DatabaseDraft[]): readonly Fault[] {
  const byName = new Map(databases.map((database) => [database.name, database]))
  const faults: Fault[] = []
  for (;;) {
    const order = dependencyOrder([...byName.keys()], (name) =>
      (byName.get(name)?.after ?? []).filter((other) => other !== name && byName.has(other)),
    )
    if (order.kind === 'ordered') return faults
    faults.push(cycleFault(order.nodes))
    for (const name of order.nodes) byName.delete(name)
  }
}

/** The circle from its first name in sorted order, so that it reads the same wherever it was met. */
function cycleFault(members: readonly string[]): Fault {
  const first = [...members].sort(compareText)[0] ?? ''
  const at = members.indexOf(first)
  const circle = [...members.slice(at), ...members.slice(0, at), first]
  const shown = circle.map((name) => `"${name}"`).join(' after ')
  return fault([first, 'after'], `goes in a circle: ${shown}`)
}
