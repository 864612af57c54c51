import type { Catalogue } from '../../catalogue/catalogue.ts'
import { formatName } from '../../catalogue/qualified-name.ts'
import type { Table } from '../../catalogue/table.ts'
import {
  describeObjects,
  prepareDescribing,
  type DescribedObjects,
} from '../../postgres/describe-objects.ts'
import {
  identifyInTransaction,
  introspectWithIdentities,
  type IntrospectionWithIdentities,
} from '../../postgres/introspect.ts'
import type { Session } from '../../postgres/session.ts'
import { openDdlLog, type DdlEvent } from '../../shadow/ddl-log.ts'
import { numberedSession } from '../../shadow/numbered-session.ts'
import { reachesFurther } from './far-reaching.ts'
import {
  identityOf,
  NO_OID,
  trackedObjects,
  type TrackedObject,
  type TrackedObjects,
} from './tracked-object.ts'
import type { Touched, Watch } from './watch.ts'

/**
 * Watches a throw-away database by event triggers: only what a revision touched is described again
 * after it.
 *
 * @returns null where the role may not make event triggers
 */
export async function watchEvents(session: Session): Promise<Watch | null> {
  await session.run('create schema if not exists elenchus')
  await prepareDescribing(session)
  const first = await introspectWithIdentities(session)
  const log = await openDdlLog(session)
  if (log === null) return null
  const { session: numbered, textOf, sent, runTogether } = numberedSession(session)
  let objects = trackedObjects(first.catalogue, first.identities)
  let described: Catalogue | null = null
  return {
    method: 'event-triggers',
    session: numbered,
    runTogether,
    textOf,
    sent,
    objects: () => objects,
    peek: async () => {
      const describeAll = (): Promise<IntrospectionWithIdentities> => identifyInTransaction(session)
      return touched({ session, objects, describeAll }, await log.peek())
    },
    described: () => described,
    async look() {
      const describeAll = (): Promise<IntrospectionWithIdentities> =>
        introspectWithIdentities(session)
      const found = await touched({ session, objects, describeAll }, await log.read())
      objects = found.objects
      described = found.described
      return found
    },
  }
}

interface DescribedTouched extends Touched {
  /** The whole database, where all of it was described. */
  readonly described: Catalogue | null
}

interface Watched {
  readonly session: Session
  readonly objects: TrackedObjects
  readonly describeAll: () => Promise<IntrospectionWithIdentities>
}

async function touched(
  { session, objects, describeAll }: Watched,
  events: readonly DdlEvent[],
): Promise<DescribedTouched> {
  if (events.length === 0) return { before: [], after: [], objects, events, described: null }
  const isKnown = events.every((event) => describedClasses.has(event.class)) && !hasOdd(objects)
  const oids = isKnown ? touchedOids(events, objects) : []
  const isNarrow = isKnown && oids.length <= MOST_NARROW
  const narrow = isNarrow ? await describe(session, oids) : null
  if (narrow !== null && !narrow.found.odd) {
    const before = narrow.found.scope.flatMap((oid) => objects.get(oid) ?? [])
    const after = [...narrow.tracked.values()].flat()
    if (!reachesFurther(before, after)) {
      return { before, after, objects: replaced(objects, narrow), events, described: null }
    }
  }
  const { catalogue: described, identities } = await describeAll()
  const tracked = trackedObjects(described, identities)
  return { before: all(objects), after: all(tracked), objects: tracked, events, described }
}

interface Described {
  readonly found: DescribedObjects
  readonly tracked: TrackedObjects
}

async function describe(session: Session, oids: readonly number[]): Promise<Described> {
  const found = await describeObjects(session, oids)
  return { found, tracked: trackedObjects(found.catalogue, found.identities) }
}

function replaced(objects: TrackedObjects, { found, tracked }: Described): TrackedObjects {
  const next = new Map(objects)
  for (const oid of found.scope) next.delete(oid)
  for (const [oid, group] of tracked) next.set(oid, group)
  return next
}

function all(objects: TrackedObjects): readonly TrackedObject[] {
  return [...objects.values()].flat()
}

/**
 * More objects than this are described with all others: PostgreSQL goes through the list of a narrow
 * description again and again.
 */
const MOST_NARROW = 1000

/** The catalogues whose objects are described by their oids, and those whose rows are parts of such. */
const describedClasses: ReadonlySet<string> = new Set([
  ...['pg_class', 'pg_type', 'pg_proc', 'pg_statistic_ext', 'pg_namespace', 'pg_extension'],
  ...['pg_constraint', 'pg_trigger', 'pg_policy', 'pg_attrdef'],
  // They describe nothing: rights, and what is done with objects to come.
  'pg_default_acl',
])

/** A dropped part is not found by its oid any more: what it was a part of is remembered. */
function touchedOids(events: readonly DdlEvent[], objects: TrackedObjects): readonly number[] {
  const oids = new Set(events.flatMap(({ oid, owner }) => (owner === null ? [oid] : [oid, owner])))
  const dropped = new Set(events.filter(({ command }) => command === 'DROP').map(identityOf))
  if (dropped.size > 0) {
    for (const [oid, group] of objects) {
      if (group.some(({ identity }) => dropped.has(identity))) oids.add(oid)
    }
  }
  for (const oid of childrenOf(oids, objects)) oids.add(oid)
  return [...oids]
}

/** What is no child any more, as after `detach partition`, is not found by its parent. */
function childrenOf(parents: ReadonlySet<number>, objects: TrackedObjects): readonly number[] {
  const names = new Set([...parents].flatMap((oid) => (objects.get(oid) ?? []).flatMap(tableName)))
  const found: number[] = []
  // The whole stands first in its group; to look at all its parts took a tenth of a replay.
  for (const [oid, [whole]] of objects) {
    if (whole?.object.kind !== 'table') continue
    if (parentsOf(whole.object.described).some((name) => names.has(name))) found.push(oid)
  }
  return found
}

function tableName({ object }: TrackedObject): readonly string[] {
  return object.kind === 'table' ? [formatName(object.described)] : []
}

const none: readonly string[] = []

function parentsOf({ partitionOf, inherits }: Table): readonly string[] {
  if (partitionOf === null && inherits.length === 0) return none
  return [...inherits, ...(partitionOf === null ? [] : [partitionOf.parent])].map(formatName)
}

/** What has no words in the catalogue may be changed by what is done to a table. */
function hasOdd(objects: TrackedObjects): boolean {
  return (objects.get(NO_OID) ?? []).some(
    ({ object }) =>
      object.kind === 'undescribed' && attributesWithoutWords.has(object.described.objectKind),
  )
}

/** See `UndescribedObject`. */
const attributesWithoutWords: ReadonlySet<string> = new Set([
  'typed table',
  'column options',
  'clustered constraint',
  'not null constraint',
])
