import type { Suppression } from './audit-settings.ts'
import type { Finding } from './finding.ts'
import { subjectName } from './subject-name.ts'

/** A finding that the settings accept, and why. */
export interface Suppressed {
  readonly finding: Finding
  readonly reason: string
}

/** Why a finding is accepted: null unless every one of its subjects is. */
export function suppressionOf(finding: Finding, all: readonly Suppression[]): string | null {
  const mine = all.filter(({ rule }) => rule === null || rule === finding.rule)
  const reasons = finding.subjects.map(
    (subject) => mine.find((one) => matches(one, subjectName(subject)))?.reason ?? null,
  )
  if (reasons.length === 0 || reasons.includes(null)) return null
  return [...new Set(reasons)].join('; ')
}

function matches({ subject }: Suppression, name: string): boolean {
  const parts = subject.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`, 's').test(name)
}
