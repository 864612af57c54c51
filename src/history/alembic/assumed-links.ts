import { groupBy } from '../../kernel/group-by.ts'
import { reachable } from '../../kernel/graph.ts'
import { compareText } from '../../kernel/ordering.ts'
import type { AlembicRevision } from './alembic-revision.ts'

/** Which revisions follow each. */
type Followers = ReadonlyMap<AlembicRevision, readonly AlembicRevision[]>

/**
 * What stood before a revision that no file has, by its id: a chain that is broken has a loose end on the
 * other side. Of several loose ends the days on which they were created tell, where they tell anything.
 */
export function assumedLinks(
  revisions: readonly AlembicRevision[],
  children: Followers,
): ReadonlyMap<string, readonly AlembicRevision[]> {
  const ids = new Set(revisions.map(({ id }) => id))
  const broken = revisions.flatMap((child) =>
    child.parents.filter((id) => !ids.has(id)).map((missing) => ({ missing, child })),
  )
  const assumed = new Map<AlembicRevision, AlembicRevision[]>()
  const followers = (one: AlembicRevision): readonly AlembicRevision[] => [
    ...(children.get(one) ?? []),
    ...(assumed.get(one) ?? []),
  ]
  const behindAny = reachable(
    broken.map(({ child }) => child),
    followers,
  )
  const found = new Map<string, readonly AlembicRevision[]>()
  for (const [missing, links] of groupBy(inOrder(broken), (link) => link.missing)) {
    const first = links[0].child
    const behind = reachable(
      links.map(({ child }) => child),
      followers,
    )
    const ends = revisions.filter((one) => followers(one).length === 0 && !behind.has(one))
    const before = standingBefore(first, ends, behindAny)
    for (const end of before) assumed.set(end, [...(assumed.get(end) ?? []), first])
    found.set(missing, before)
  }
  return found
}

interface BrokenLink {
  readonly missing: string
  readonly child: AlembicRevision
}

function inOrder(links: readonly BrokenLink[]): readonly BrokenLink[] {
  return links.toSorted(({ child: one }, { child: other }) =>
    compareText(dayOf(one) ?? '', dayOf(other) ?? ''),
  )
}

/** An end behind another break is the nearer one, where it is known to be older. */
function standingBefore(
  first: AlembicRevision,
  ends: readonly AlembicRevision[],
  behindAny: ReadonlySet<AlembicRevision>,
): readonly AlembicRevision[] {
  const isOlder = (one: AlembicRevision): boolean => {
    const [day, limit] = [dayOf(one), dayOf(first)]
    return day !== null && limit !== null && day < limit
  }
  const nearer = ends.filter((one) => behindAny.has(one) && isOlder(one))
  if (nearer.length > 0) return nearer
  const whole = ends.filter((one) => !behindAny.has(one))
  const older = whole.filter(isOlder)
  // Days may lie: a revision that was put behind a later one keeps its own.
  return [older, whole, ends].find((found) => found.length > 0) ?? []
}

/** As `created` says it, where it begins with a day as Alembic writes it. */
function dayOf({ created }: AlembicRevision): string | null {
  return created !== null && /^\d{4}-\d\d-\d\d/.test(created) ? created : null
}
