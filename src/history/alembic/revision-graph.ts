import { dependencyOrder, reachable } from '../../kernel/graph.ts'
import { compareText } from '../../kernel/ordering.ts'
import { assumedLinks } from './assumed-links.ts'
import type { AlembicFault, AlembicRevision } from './alembic-revision.ts'
import { upgradeSort, type SortLinks } from './upgrade-sort.ts'

/** How the revisions of a history hang together. */
export interface RevisionGraph {
  /** Sorted by id; of two revisions of one id the first file's. */
  readonly revisions: readonly AlembicRevision[]
  /** As Alembic upgrades an empty database to all heads, without those in a cycle. */
  readonly order: readonly AlembicRevision[]
  /** Ids, sorted. */
  readonly heads: readonly string[]
  readonly bases: readonly string[]
  /** Ids of revisions with several children. */
  readonly branchPoints: readonly string[]
  /** Ids of revisions with several parents. */
  readonly mergePoints: readonly string[]
  /** What is taken to stand before an id that no file has, as ids: the loose ends of the broken chain. */
  readonly assumed: ReadonlyMap<string, readonly string[]>
  /** Labels by id, with those that spread along their branch; sorted. */
  readonly labels: ReadonlyMap<string, readonly string[]>
  readonly faults: readonly AlembicFault[]
}

/**
 * Ties revisions together by their ids.
 *
 * @param given in the order of their files
 */
export function revisionGraph(given: readonly AlembicRevision[]): RevisionGraph {
  const { byId, faults } = unique(given)
  const inFiles = [...byId.values()]
  const revisions = inFiles.toSorted((one, other) => compareText(one.id, other.id))
  const links = linksOf(revisions, byId)
  const labels = labelsOf(revisions, links)
  const assumed = assumedLinks(revisions, links.children)
  const ends = new Set([...assumed.values()].flat())
  const ordered = orderOf(inFiles, {
    parentsOf: (one) => [
      ...(links.parents.get(one) ?? []),
      ...one.parents.flatMap((id) => assumed.get(id) ?? []),
    ],
    dependenciesOf: (one) => one.dependsOn.flatMap((name) => resolve(name, byId, labels)),
  })
  return {
    revisions,
    order: ordered.order,
    heads: idsOf(revisions.filter((one) => !links.children.has(one) && !ends.has(one))),
    bases: idsOf(revisions.filter((one) => one.parents.length === 0)),
    branchPoints: idsOf(revisions.filter((one) => (links.children.get(one)?.length ?? 0) > 1)),
    mergePoints: idsOf(revisions.filter((one) => one.parents.length > 1)),
    assumed: new Map([...assumed].map(([id, before]) => [id, idsOf(before)])),
    labels: new Map(
      revisions.map((one) => [one.id, [...(labels.get(one) ?? [])].sort(compareText)]),
    ),
    faults: [...faults, ...missingFaults(revisions, byId, labels), ...ordered.faults],
  }
}

function idsOf(revisions: readonly AlembicRevision[]): readonly string[] {
  return revisions.map(({ id }) => id)
}

function unique(given: readonly AlembicRevision[]): {
  readonly byId: ReadonlyMap<string, AlembicRevision>
  readonly faults: readonly AlembicFault[]
} {
  const byId = new Map<string, AlembicRevision>()
  const faults: AlembicFault[] = []
  for (const revision of given) {
    const first = byId.get(revision.id)
    if (!first) byId.set(revision.id, revision)
    else {
      const message = `The revision "${revision.id}" is in "${first.file}" and in "${revision.file}".`
      faults.push({
        ...{ code: 'duplicate-revision', message, revision: revision.id },
        ...{ at: revision.at, excerpt: null },
      })
    }
  }
  return { byId, faults }
}

interface Links {
  readonly parents: ReadonlyMap<AlembicRevision, readonly AlembicRevision[]>
  readonly children: ReadonlyMap<AlembicRevision, readonly AlembicRevision[]>
}

function linksOf(
  revisions: readonly AlembicRevision[],
  byId: ReadonlyMap<string, AlembicRevision>,
): Links {
  const parents = new Map<AlembicRevision, AlembicRevision[]>()
  const children = new Map<AlembicRevision, AlembicRevision[]>()
  for (const revision of revisions) {
    const found = revision.parents.flatMap((id) => byId.get(id) ?? [])
    parents.set(revision, found)
    for (const parent of found) {
      children.set(parent, [...(children.get(parent) ?? []), revision])
    }
  }
  return { parents, children }
}

/** A label belongs to all that follows, and to what stands before up to where branches part. */
function labelsOf(
  revisions: readonly AlembicRevision[],
  { parents, children }: Links,
): ReadonlyMap<AlembicRevision, ReadonlySet<string>> {
  const found = new Map<AlembicRevision, Set<string>>()
  const add = (revision: AlembicRevision, labels: readonly string[]): boolean => {
    const own = found.get(revision) ?? new Set<string>()
    const before = own.size
    for (const label of labels) own.add(label)
    found.set(revision, own)
    return own.size > before
  }
  for (const revision of revisions.filter((one) => one.branchLabels.length > 0)) {
    const waiting = [revision]
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      if (add(next, revision.branchLabels)) waiting.push(...(children.get(next) ?? []))
    }
    let parent = parents.get(revision)?.[0]
    const isLine = (one: AlembicRevision): boolean =>
      (children.get(one)?.length ?? 0) < 2 && one.parents.length < 2
    while (parent && revision.parents.length === 1 && isLine(parent)) {
      if (!add(parent, revision.branchLabels)) break
      parent = parents.get(parent)?.[0]
    }
  }
  return found
}

/** What `depends_on` names: an id, the beginning of one, or the heads of a branch. */
function resolve(
  name: string,
  byId: ReadonlyMap<string, AlembicRevision>,
  labels: ReadonlyMap<AlembicRevision, ReadonlySet<string>>,
): readonly AlembicRevision[] {
  const exact = byId.get(name)
  if (exact) return [exact]
  const begun = [...byId.values()].filter(({ id }) => name.length > 3 && id.startsWith(name))
  if (begun.length === 1) return begun
  const label = name.replace(/@head$/, '')
  return [...labels].filter(([, own]) => own.has(label)).map(([revision]) => revision)
}

function missingFaults(
  revisions: readonly AlembicRevision[],
  byId: ReadonlyMap<string, AlembicRevision>,
  labels: ReadonlyMap<AlembicRevision, ReadonlySet<string>>,
): readonly AlembicFault[] {
  const missing = (revision: AlembicRevision, id: string, word: string): AlembicFault => ({
    code: 'missing-revision',
    message: `The revision "${revision.id}" ${word} "${id}", which no file has.`,
    revision: revision.id,
    at: revision.at,
    excerpt: null,
  })
  return revisions.flatMap((revision) => [
    ...revision.parents
      .filter((id) => !byId.has(id))
      .map((id) => missing(revision, id, 'comes after')),
    ...revision.dependsOn
      .filter((id) => resolve(id, byId, labels).length === 0)
      .map((id) => missing(revision, id, 'depends on')),
  ])
}

function orderOf(
  revisions: readonly AlembicRevision[],
  links: SortLinks<AlembicRevision>,
): { readonly order: readonly AlembicRevision[]; readonly faults: readonly AlembicFault[] } {
  const faults: AlembicFault[] = []
  let left = revisions
  for (;;) {
    const rest = new Set(left)
    const among: SortLinks<AlembicRevision> = {
      parentsOf: (one) => links.parentsOf(one).filter((two) => rest.has(two)),
      dependenciesOf: (one) => links.dependenciesOf(one).filter((two) => rest.has(two)),
    }
    const ordered = dependencyOrder(left, (one) => [
      ...among.parentsOf(one),
      ...among.dependenciesOf(one),
    ])
    if (ordered.kind === 'ordered') return { order: upgradeSort(left, among), faults }
    faults.push(...cycleFault(ordered.nodes))
    left = left.filter((one) => !ordered.nodes.includes(one))
  }
}

function cycleFault(nodes: readonly AlembicRevision[]): readonly AlembicFault[] {
  const [first] = nodes
  if (first === undefined) return []
  const names = nodes.map(({ id }) => `"${id}"`).join(', ')
  const message = `The revisions ${names} come after each other in a circle.`
  return [
    {
      ...{ code: 'revision-cycle', message, revision: first.id },
      ...{ at: first.at, excerpt: null },
    },
  ]
}

/** The revisions that one depends on besides its parents, in their order. */
export function dependenciesOf(
  { order, labels }: RevisionGraph,
  { dependsOn }: AlembicRevision,
): readonly AlembicRevision[] {
  const byId = new Map(order.map((one) => [one.id, one]))
  const owned = new Map(order.map((one) => [one, new Set(labels.get(one.id))]))
  const found = new Set(dependsOn.flatMap((name) => resolve(name, byId, owned)))
  return order.filter((one) => found.has(one))
}

/** The revisions that `alembic upgrade <target>` takes on an empty database, in their order. */
export function upgradeOrder(graph: RevisionGraph, target: string): readonly AlembicRevision[] {
  const { order, labels, heads } = graph
  if (target === 'heads' || target === 'head') return order
  const [, label, at] = /^(.*?)@(.*)$/.exec(target) ?? []
  const ends =
    label === undefined
      ? order.filter(({ id }) => id === target || id.startsWith(target))
      : order.filter(({ id }) =>
          /^heads?$/.test(at ?? '')
            ? heads.includes(id) && labels.get(id)?.includes(label)
            : id === at,
        )
  const wanted = ancestorsOf(
    graph,
    ends.map(({ id }) => id),
  )
  return order.filter((one) => wanted.has(one))
}

/** The revisions of these ids, and all that has to be applied before them. */
export function ancestorsOf(
  { order, labels, assumed }: Pick<RevisionGraph, 'order' | 'labels' | 'assumed'>,
  ids: readonly string[],
): ReadonlySet<AlembicRevision> {
  const byId = new Map(order.map((one) => [one.id, one]))
  const owned = new Map(order.map((one) => [one, new Set(labels.get(one.id))]))
  const known = (names: readonly string[]): readonly AlembicRevision[] =>
    names.flatMap((id) => byId.get(id) ?? [])
  return reachable(known(ids), ({ parents, dependsOn }) => [
    ...known(parents.flatMap((id) => assumed.get(id) ?? [id])),
    ...dependsOn.flatMap((name) => resolve(name, byId, owned)),
  ])
}
