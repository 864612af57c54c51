import { reachable } from '../../../kernel/graph.ts'
import type { AlembicRevision } from '../alembic-revision.ts'
import { dependenciesOf, type RevisionGraph } from '../revision-graph.ts'
import type { Direction } from '../../replayed-revision.ts'

/** What a revision does to the rows of Alembic's table, in this order. */
export interface VersionChange {
  readonly deletes: readonly string[]
  readonly inserts: readonly string[]
  /** A row that becomes another. */
  readonly update: { readonly from: string; readonly to: string } | null
}

/**
 * What Alembic does to its table after a revision; null where the heads do not lead to or from it.
 *
 * @param heads what stands in the table
 * @see `HeadMaintainer` and `RevisionStep` of alembic/runtime/migration.py
 */
export function versionChange(
  graph: RevisionGraph,
  { revision, direction }: { readonly revision: AlembicRevision; readonly direction: Direction },
  heads: ReadonlySet<string>,
): VersionChange | null {
  const links = linksOf(graph)
  const { id } = revision
  const below = links.get(id) ?? []
  return direction === 'up'
    ? upChange(id, below, { heads, links })
    : downChange(id, below, { heads, links })
}

type Links = ReadonlyMap<string, readonly string[]>

interface Standing {
  readonly heads: ReadonlySet<string>
  readonly links: Links
}

const nothing: VersionChange = { deletes: [], inserts: [], update: null }

function upChange(
  id: string,
  below: readonly string[],
  { heads, links }: Standing,
): VersionChange | null {
  if (ancestorsOf([...heads], links).has(id)) return null
  const present = below.filter((one) => heads.has(one))
  const [from] = present
  if (from === undefined) return { ...nothing, inserts: [id] }
  if (present.length === 1) return { ...nothing, update: { from, to: id } }
  const others = ancestorsOf(
    [...heads].filter((one) => !below.includes(one)),
    links,
  )
  const merged = below.filter((one) => !others.has(one))
  const last = merged.at(-1)
  if (last === undefined || !merged.every((one) => heads.has(one))) return null
  return { ...nothing, deletes: merged.slice(0, -1), update: { from: last, to: id } }
}

function downChange(
  id: string,
  below: readonly string[],
  { heads, links }: Standing,
): VersionChange | null {
  if (!heads.has(id)) return null
  const others = [...heads].filter((one) => one !== id)
  const implied =
    others.length > 0
      ? ancestorsOf(others, links)
      : new Set(below.flatMap((one) => [...ancestorsOf([one], links)].filter((two) => two !== one)))
  const left = below.filter((one) => !implied.has(one))
  const last = left.at(-1)
  if (last === undefined) return { ...nothing, deletes: [id] }
  return { ...nothing, inserts: left.slice(0, -1), update: { from: id, to: last } }
}

function ancestorsOf(ids: readonly string[], links: Links): ReadonlySet<string> {
  return reachable(ids, (id) => links.get(id) ?? [])
}

/** What each revision comes after: its parents, and what it alone of its line depends on. */
function linksOf(graph: RevisionGraph): Links {
  const parents = new Map(graph.revisions.map((one) => [one.id, one.parents]))
  const depending = graph.revisions.filter(({ dependsOn }) => dependsOn.length > 0)
  const depended = new Map(
    depending.map((one) => [one.id, dependenciesOf(graph, one).map(({ id }) => id)]),
  )
  return new Map(
    graph.revisions.map(({ id, parents: own, dependsOn }) => {
      if (dependsOn.length === 0) return [id, own]
      const above = [...ancestorsOf([id], parents)].filter((one) => one !== id)
      const known = new Set(above.flatMap((one) => depended.get(one) ?? []))
      const added = (depended.get(id) ?? []).filter((one) => !known.has(one))
      return [id, [...new Set([...own, ...added])]]
    }),
  )
}
