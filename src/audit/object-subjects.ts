import type { Verdict } from '../compare/verdict.ts'
import type { ObjectSubject } from './finding.ts'

/** What verdicts are about, as subjects of a finding. */
export function objectSubjects(
  database: string,
  verdicts: readonly Verdict[],
): readonly ObjectSubject[] {
  return verdicts.map(({ object, attribute }) => ({ kind: 'object', database, object, attribute }))
}
