import type { MadeTwice } from '../../audit/history-facts.ts'
import type { ObjectReference } from '../../catalogue/object-reference.ts'
import type { Place } from '../../kernel/place.ts'
import { steps, type SchemaStep } from './schema-steps.ts'

/** A revision with what it ran, in its order. */
export interface RanRevision {
  readonly id: string
  readonly statements: readonly { readonly sql: string; readonly at: Place }[]
  /** What PostgreSQL refused, in its words; null where it refused nothing. */
  readonly refusal: { readonly message: string; readonly at: Place } | null
}

/**
 * Objects that a revision makes though an earlier one made them and none took them away. Where code
 * that cannot be followed may have taken something away, all is forgotten. The parser has to be loaded.
 */
export function objectsMadeTwice(revisions: readonly RanRevision[]): readonly MadeTwice[] {
  if (!revisions.some(canMakeAgain)) return []
  const there = new Map<string, Made>()
  const found: MadeTwice[] = []
  for (const { id, statements, refusal } of revisions) {
    for (const { sql, at } of statements) {
      for (const step of steps(sql)) {
        const again = follow(step, { there, revision: id, at, refusal })
        if (again) found.push(again)
      }
    }
  }
  return found
}

/** What is there already is passed over or refused; else there is nothing to be found by parsing all. */
function canMakeAgain({ statements, refusal }: RanRevision): boolean {
  return refusal !== null || statements.some(({ sql }) => /\b(?:exists|do)\b/i.test(sql))
}

interface Made {
  readonly object: ObjectReference
  readonly revision: string
  readonly at: Place
}

interface Moment extends Pick<RanRevision, 'refusal'> {
  readonly there: Map<string, Made>
  readonly revision: string
  readonly at: Place
}

function follow(step: SchemaStep, moment: Moment): MadeTwice | null {
  switch (step.kind) {
    case 'make':
      return make(step, moment)
    case 'drop':
      for (const key of moment.there.keys()) {
        if (key === step.key || key.startsWith(`${step.key} `)) moment.there.delete(key)
      }
      return null
    case 'forget':
      for (const key of moment.there.keys()) {
        if (key.startsWith(step.prefix)) moment.there.delete(key)
      }
      return null
  }
}

function make(
  { key, object, isConditional }: Extract<SchemaStep, { kind: 'make' }>,
  { there, revision, at, refusal }: Moment,
): MadeTwice | null {
  const before = there.get(key)
  const isRefused =
    refusal?.at.line === at.line && refusal.message === `${wordOf(object)} already exists`
  if (before && (isConditional || isRefused)) {
    return {
      object,
      revision,
      at,
      second: isConditional ? 'passed over' : 'refused',
      before: { revision: before.revision, at: before.at },
    }
  }
  // PostgreSQL took it, so what was there is gone in a way that was not followed.
  there.set(key, { object, revision, at })
  return null
}

/** As PostgreSQL calls it where it refuses. */
function wordOf(object: ObjectReference): string {
  const name = 'name' in object ? object.name : ''
  return `${object.kind === 'type' ? 'type' : 'relation'} "${name}"`
}
