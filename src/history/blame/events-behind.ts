import { alteredParts } from '../../sql/altered-parts.ts'
import type { DdlEvent } from '../../shadow/ddl-log.ts'
import type { ObjectChange } from './object-change.ts'
import { identityOf, type TrackedObject } from './tracked-object.ts'

/** What is known of what was done. */
export interface Deeds {
  readonly events: EventIndex
  /** The text that was sent with a number. */
  readonly textOf: (number: number) => string | undefined
}

/** Events by what they were about: to look through all for each object took quadratic time. */
export class EventIndex {
  readonly all: readonly DdlEvent[]
  readonly #own = new Map<string, DdlEvent[]>()
  readonly #around = new Map<string, DdlEvent[]>()

  constructor(events: readonly DdlEvent[]) {
    this.all = events
    for (const event of events) {
      const own = identityOf(event)
      const whole = identityOf({ ...event, part: 0 })
      add(this.#own, own, event)
      add(this.#around, whole, event)
      const owner = event.owner === null ? whole : `pg_class:${event.owner}:0`
      if (owner !== whole) add(this.#around, owner, event)
    }
  }

  /** Those about the very object. */
  own({ identity }: TrackedObject): readonly DdlEvent[] {
    return this.#own.get(identity) ?? []
  }

  /** Those about what it is a part of, and about the other parts. */
  around({ whole }: TrackedObject): readonly DdlEvent[] {
    return this.#around.get(whole) ?? []
  }
}

function add(index: Map<string, DdlEvent[]>, key: string, event: DdlEvent): void {
  const list = index.get(key)
  if (list) list.push(event)
  else index.set(key, [event])
}

/**
 * The numbers of the texts that can have made a change, in order: one as a rule. Needs the parser. Several where
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
  const about = new Set([...deeds.events.own(tracked), ...deeds.events.around(tracked)])
  const isAbout = events.some((event) => about.has(event))
  return narrowed([...numbers], tracked, deeds) ?? (isAbout ? [...numbers] : [])
}

/** Those that name the object: as what an `alter table` alters, as a word, or by what it is a part of. */
function narrowed(
  numbers: readonly number[],
  { object: { reference } }: TrackedObject,
  { textOf }: Deeds,
): readonly number[] | null {
  if (reference.kind === 'undescribed') return null
  const { name } = reference
  const texts = numbers.map((number) => ({ number, text: textOf(number) ?? '' }))
  const rules: readonly ((text: string) => boolean)[] = [
    (text) => alteredParts(text)?.has(name) ?? false,
    (text) => wordsOf(text).has(name.toLowerCase()),
    (text) => 'relation' in reference && wordsOf(text).has(reference.relation.toLowerCase()),
  ]
  for (const rule of rules) {
    const found = texts.filter(({ text }) => rule(text))
    if (found.length > 0) return found.map(({ number }) => number)
  }
  return null
}

function eventsBehind(
  tracked: TrackedObject,
  change: ObjectChange,
  index: EventIndex,
): readonly DdlEvent[] {
  const { all: events } = index
  const own = index.own(tracked)
  const around = index.around(tracked)
  switch (change.kind) {
    case 'created':
      return first([
        around.filter((event) => has(event, tracked)).slice(0, 1),
        ...[own.slice(0, 1), around.slice(0, 1), events],
      ])
    case 'dropped':
      return first([own.filter(isDrop), around.filter(isDrop), events.filter(isDrop)])
    case 'renamed':
      return first([own.filter(isDefinition), around.filter(isDefinition), schemaEvents(events)])
    case 'altered': {
      const isComment = change.attributes.every(({ attribute }) => attribute === 'comment')
      if (isComment) return first([own.filter(({ command }) => command === 'COMMENT'), around])
      return first([own.filter(isDefinition), around.filter(isDefinition), events])
    }
  }
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

function isDrop({ command }: DdlEvent): boolean {
  return command === 'DROP'
}

function isDefinition({ command }: DdlEvent): boolean {
  return command !== 'COMMENT'
}

function schemaEvents(events: readonly DdlEvent[]): readonly DdlEvent[] {
  return events.filter((event) => event.class === 'pg_namespace')
}

function wordsOf(text: string): ReadonlySet<string> {
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
