import { formatAttribute } from '../compare/difference.ts'
import type { Verdict } from '../compare/verdict.ts'
import type { DatabaseCase, RevisionFacts } from './audit-case.ts'
import { causeOf, type Cause } from './cause.ts'
import { evidenceOf } from './drift-rule.ts'
import { objectSubjects } from './object-subjects.ts'
import type { Evidence, Subject } from './finding.ts'
import { countOf, listOf } from './sentences.ts'
import { objectPath } from './subject-name.ts'

/** Contradictions that one revision of the ledger explains. */
export function explainedBy(
  subject: DatabaseCase,
  kind: Cause['kind'],
  revision: string | null,
): readonly Verdict[] {
  return subject.verdicts.filter((verdict) => {
    const cause = causeOf(verdict, subject)
    if (cause.kind !== kind) return false
    return revision === null || ('revision' in cause && cause.revision === revision)
  })
}

/** A revision, and what it explains, as subjects. */
export function subjectsOf(
  { database }: DatabaseCase,
  revisions: readonly RevisionFacts[],
  verdicts: readonly Verdict[],
): readonly Subject[] {
  return [
    ...revisions.map(({ id }): Subject => ({ kind: 'revision', database, revision: id })),
    ...objectSubjects(database, verdicts),
  ]
}

/** What the ledger says of revisions, with their files, and what is said of what they explain. */
export function evidenceOfRevisions(
  revisions: readonly RevisionFacts[],
  says: string,
  verdicts: readonly Verdict[],
): readonly Evidence[] {
  return [
    ...revisions.map(({ id, at }): Evidence => ({ witness: 'ledger', subject: id, says, at })),
    ...verdicts.flatMap(evidenceWithAttribute),
  ]
}

/** Where many attributes are told in one finding, each is named. */
function evidenceWithAttribute(verdict: Verdict): readonly Evidence[] {
  const { attribute } = verdict
  const evidence = evidenceOf(verdict)
  if (attribute === null) return evidence
  return evidence.map((one) => ({ ...one, says: `${formatAttribute(attribute)} ${one.says}` }))
}

/** `2 objects differ (public.users.email and public.users.name)`, or nothing. */
export function differing(verdicts: readonly Verdict[]): string {
  const names = [...new Set(verdicts.map(({ object }) => objectPath(object)))]
  if (names.length === 0) return ''
  const noun = names.length === 1 ? 'object differs' : 'objects differ'
  return `${names.length} ${noun} (${listOf(names)})`
}

/** `migration 002_email`, `3 migrations (002_email, …)`. */
export function migrationsNamed(revisions: readonly RevisionFacts[]): string {
  const names = revisions.map(({ id }) => id)
  return names.length === 1
    ? `migration ${names[0] ?? ''}`
    : `${countOf(names.length, 'migration')} (${listOf(names)})`
}
