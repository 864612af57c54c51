import { canonicalJson } from '../kernel/canonical-json.ts'
import { compareText } from '../kernel/ordering.ts'
import type { Finding } from './finding.ts'
import { subjectName } from './subject-name.ts'

/** What was known to be wrong when the ratchet was set: only what is new fails a check. */
export interface Ratchet {
  readonly format: 'elenchus-ratchet-1'
  /** The subjects by the names of the rules. */
  readonly known: Readonly<Record<string, readonly string[]>>
}

/** Sets the ratchet to what was found. */
export function ratchetOf(findings: readonly Finding[]): Ratchet {
  const known: Record<string, string[]> = {}
  for (const { rule, subjects } of findings) {
    const list = (known[rule] ??= [])
    list.push(...subjects.map(subjectName))
  }
  const sorted = Object.entries(known).map(
    ([rule, names]) => [rule, [...new Set(names)].sort(compareText)] as const,
  )
  return { format: 'elenchus-ratchet-1', known: Object.fromEntries(sorted) }
}

/** Whether a finding has a subject that the ratchet does not know. */
export function isNew({ rule, subjects }: Finding, { known }: Ratchet): boolean {
  const names = new Set(Object.hasOwn(known, rule) ? known[rule] : [])
  return subjects.length === 0 || subjects.some((subject) => !names.has(subjectName(subject)))
}

/** The bytes of a ratchet file. */
export function printRatchet({ format, known }: Ratchet): string {
  return canonicalJson({ format, known })
}
