import type { AuditReport } from '../../src/audit/audit-report.ts'
import type { Finding } from '../../src/audit/finding.ts'
import { subjectName } from '../../src/audit/subject-name.ts'

/** What a row of the tables in `examples/drifted/README.md` says, or what a finding says of the same. */
export interface Plant {
  /** Who is wrong: `code`, `history`, `database`, `nobody`. */
  readonly culprit: string
  readonly rule: string
  /** `user.phone`, `20241118_spray_alerts`, `app/main.py`; of a finding all of them. */
  readonly subjects: readonly string[]
  /** `app/models/user.py:21`; of a finding all that it rests on. */
  readonly places: readonly string[]
}

const sections: Readonly<Record<string, string>> = {
  'The code is wrong': 'code',
  'The history is wrong': 'history',
  'The database is wrong': 'database',
  'Nobody contradicts, and it is wrong all the same': 'nobody',
}

/** The planted faults that the README lists; those that an option has to ask for are left out. */
export function plantsIn(readme: string): readonly Plant[] {
  return readme.split('\n### ').flatMap((section): readonly Plant[] => {
    const culprit = sections[section.split('\n', 1)[0] ?? '']
    if (culprit === undefined) return []
    return section.split('\n').flatMap((row): readonly Plant[] => {
      const [, , where = '', found = ''] = row.split('|')
      const [rule, ...subjects] = codesIn(found)
      if (rule === undefined || subjects.length === 0) return []
      return [
        { culprit, rule, subjects, places: codesIn(where).filter((one) => one.includes(':')) },
      ]
    })
  })
}

function codesIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)
}

/** The same of what an audit found. */
export function plantsFound({ findings }: AuditReport, folder: string): readonly Plant[] {
  return findings.map((finding) => ({
    culprit: finding.culprit ?? 'nobody',
    rule: finding.rule,
    subjects: finding.subjects.map((subject) =>
      subjectName(subject)
        .replace(/^orchard[:/]/, '')
        .replace(/^public\./, '')
        .replace(`${folder}/`, ''),
    ),
    places: placesOf(finding).map((place) => place.replace(`${folder}/`, '')),
  }))
}

function placesOf({ evidence }: Finding): readonly string[] {
  return evidence.flatMap(({ at }) => (at === null ? [] : [`${at.file}:${at.line}`]))
}

/** Whether a finding is what a row of the README lists. */
export function isPlanted(found: Plant, planted: Plant): boolean {
  return (
    found.culprit === planted.culprit &&
    found.rule === planted.rule &&
    planted.subjects.every((one) => found.subjects.includes(one)) &&
    planted.places.every((one) => found.places.includes(one))
  )
}

/** One line of it, for the differences of a test that fails. */
export function plantLine({ culprit, rule, subjects, places }: Plant): string {
  return `${culprit}: ${rule} ${subjects.join(' ')} (${places.join(' ')})`
}
