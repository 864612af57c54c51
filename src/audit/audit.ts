import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { sortedBy } from '../kernel/ordering.ts'
import type { AuditCase } from './audit-case.ts'
import type { AuditSettings } from './audit-settings.ts'
import type { Finding } from './finding.ts'
import { placed } from './place-findings.ts'
import { rules } from './registry.ts'
import type { Found, Rule, RuleFamily } from './rule.ts'
import { severities } from './severity.ts'
import { subjectName } from './subject-name.ts'
import { suppressionOf, type Suppressed } from './suppression.ts'

/** What the rules found. */
export interface Audit {
  /** The gravest first. */
  readonly findings: readonly Finding[]
  readonly suppressed: readonly Suppressed[]
}

/** Asks every rule that is not switched off. */
export function audit(subject: AuditCase, settings: AuditSettings): Audit {
  const all = rules.flatMap((rule) => findingsOf(rule, subject, settings))
  const judged = sorted(all).map((finding) => ({
    finding,
    reason: suppressionOf(finding, settings.ignore),
  }))
  return {
    findings: judged.flatMap(({ finding, reason }) => (reason === null ? [finding] : [])),
    suppressed: judged.flatMap(({ finding, reason }) =>
      reason === null ? [] : [{ finding, reason }],
    ),
  }
}

/** The page of a rule, from the root of the package. */
export function pageOf(rule: Pick<Rule, 'name'>): string {
  return `docs/rules/${rule.name}.md`
}

function findingsOf(
  rule: Rule,
  subject: AuditCase,
  { severities: set }: AuditSettings,
): readonly Finding[] {
  const wanted = Object.hasOwn(set, rule.name) ? set[rule.name] : undefined
  if (wanted === 'off') return []
  return rule.check(subject).map((found) => {
    const { severity = rule.severity, ...said } = placed(found, subject)
    return {
      kind: 'finding',
      rule: rule.name,
      severity: wanted ?? severity,
      ...said,
      why: rule.why,
      page: pageOf(rule),
      fingerprint: fingerprintOf(rule, found),
    }
  })
}

function fingerprintOf({ name }: Rule, { database, subjects }: Found): string {
  const named = [name, database ?? '', ...subjects.map(subjectName).sort()]
  return bytesToHex(sha256(utf8ToBytes(named.join('\n')))).slice(0, 32)
}

/** Of findings of one severity those are told first on which the others may hang. */
const FAMILIES: readonly RuleFamily[] = [
  'ledger',
  'history',
  'models',
  'drift',
  'references',
  'standards',
]

function sorted(findings: readonly Finding[]): readonly Finding[] {
  const families = new Map(rules.map(({ name, family }) => [name, family]))
  return sortedBy(findings, ({ severity, rule, database, subjects }) => {
    const [first] = subjects
    const family = families.get(rule)
    const ranks = [severities.indexOf(severity), family ? FAMILIES.indexOf(family) : 0]
    return [...ranks, database ?? '', rule, first ? subjectName(first) : ''].join('\0')
  })
}
