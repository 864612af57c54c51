import type { DdlEvent } from '../../shadow/ddl-log.ts'
import type { ObjectChange } from './object-change.ts'
import { identityOf, type TrackedObject } from './tracked-object.ts'

/** What is known of what was done. */
export interface Deeds {
  readonly events: readonly DdlEvent[]
  /** The text that was sent with a number. */
  readonly textOf: (number: number) => string | undefined
}

/**
 * The numbers of the texts that can have made a change, in order: one as a rule. Several where
 * several altered the same table and do not say of what; none where nobody knows.
 */
export function statementsBehind(
  tracked: TrackedObject,
  change: ObjectChange,
  deeds: Deeds,
): readonly number[] {
  const events = eventsBehind(tracked, change, deeds.events)
  const numbers = new Set(events.flatMap(({ statement }) => statement ?? []))
  if (numbers.size <= 1) return [...numbers]
  const named = [...numbers].filter((number) => isNamedIn(tracked, deeds.textOf(number)))
  if (named.length > 0) return named
  return events.some((event) => isAbout(event, tracked)) ? [...numbers] : []
}

function eventsBehind(
  tracked: TrackedObject,
  change: ObjectChange,
  events: readonly DdlEvent[],
): readonly DdlEvent[] {
  const own = events.filter((event) => identityOf(event) === tracked.identity)
  const around = events.filter((event) => isOfWhole(event, tracked))
  switch (change.kind) {
    case 'created':
      return [around.find((event) => has(event, tracked)) ?? own[0] ?? around[0]].flatMap(orNone)
    case 'dropped':
      return [own.find(isDrop) ?? around.find(isDrop)].flatMap(orNone)
    case 'renamed':
      return first([own.filter(isDefinition), around.filter(isDefinition), schemaEvents(events)])
    case 'altered': {
      const isComment = change.attributes.every(({ attribute }) => attribute === 'comment')
      if (isComment) return first([own.filter(({ command }) => command === 'COMMENT'), around])
      return first([own.filter(isDefinition), around.filter(isDefinition), events])
    }
  }
}

function orNone(event: DdlEvent | undefined): readonly DdlEvent[] {
  return event === undefined ? [] : [event]
}

function first(lists: readonly (readonly DdlEvent[])[]): readonly DdlEvent[] {
  return lists.find((list) => list.length > 0) ?? []
}

/** Whether the table has had the column or the constraint since this event. */
function has(event: DdlEvent, { identity, object }: TrackedObject): boolean {
  const [, oid, part] = identity.split(':').map(Number)
  if (object.kind === 'column') return (event.columns ?? 0) >= (part ?? Infinity)
  return object.kind === 'constraint' && (event.constraints?.includes(oid ?? 0) ?? false)
}

function isOfWhole(event: DdlEvent, { whole }: TrackedObject): boolean {
  return (
    identityOf({ ...event, part: 0 }) === whole ||
    (event.owner !== null && `pg_class:${event.owner}:0` === whole)
  )
}

function isAbout(event: DdlEvent, tracked: TrackedObject): boolean {
  return identityOf(event) === tracked.identity || isOfWhole(event, tracked)
}

function isDrop({ command }: DdlEvent): boolean {
  return command === 'DROP'
}

function isDefinition({ command }: DdlEvent): boolean {
  return command !== 'COMMENT'
}

function schemaEvents(events: readonly DdlEvent[]): readonly DdlEvent[] {
  return events.filter((event) => event.class === 'pg_namespace')
}

/** Whether a text has the object's name as a word. */
function isNamedIn({ object: { reference } }: TrackedObject, text: string | undefined): boolean {
  if (text === undefined || reference.kind === 'undescribed') return false
  return words(text).has(reference.name.toLowerCase())
}

function words(text: string): ReadonlySet<string> {
  return new Set(
    text
      .toLowerCase()
      .match(/[\p{L}_][\p{L}\p{N}_$]*|"[^"]+"/gu)
      ?.map(unquoted),
  )
}

function unquoted(word: string): string {
  return word.replaceAll('"', '')
}
