import type { AuditCase } from './audit-case.ts'
import type { Evidence, Subject } from './finding.ts'
import type { Found } from './rule.ts'
import { objectPath } from './subject-name.ts'
import { lastTouch } from './touches.ts'

/**
 * Gives what is said about the history its place, where the rule gave none: the statement of the
 * last revision that touched the object.
 */
export function placed(found: Found, { databases }: AuditCase): Found {
  const places = new Map<string, Evidence['at']>()
  for (const subject of found.subjects) {
    const place = placeOf(subject, databases)
    if (place && subject.kind === 'object') places.set(objectPath(subject.object), place)
  }
  return {
    ...found,
    evidence: found.evidence.map((one) =>
      one.witness === 'history' && one.at === null
        ? { ...one, at: places.get(one.subject) ?? null }
        : one,
    ),
  }
}

function placeOf(subject: Subject, databases: AuditCase['databases']): Evidence['at'] {
  if (subject.kind !== 'object') return null
  const one = databases.find(({ database }) => database === subject.database)
  return one ? (lastTouch(one.touches, subject.object, subject.attribute)?.at ?? null) : null
}
