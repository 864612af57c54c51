import type { AuditReport } from '../audit/audit-report.ts'
import { severities } from '../audit/severity.ts'
import type { Witness } from '../compare/testimony.ts'
import { counted } from './quantities.ts'

/** An audit in one sentence: how many findings there are, and who is wrong. */
export function auditVerdict({ findings, databases }: AuditReport): string {
  if (findings.length === 0) return `${agreement(databases)} Nothing was found.`
  const counts = severities.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length
    return count === 0 ? [] : [counted(count, severity)]
  })
  const culprits = (['database', 'history', 'code'] as const).flatMap((witness) => {
    const count = findings.filter(({ culprit }) => culprit === witness).length
    return count === 0 ? [] : [`${names[witness]} in ${count}`]
  })
  const blame = culprits.length === 0 ? '' : `; wrong is ${culprits.join(', ')}`
  return `${counts.join(', ')}${blame}.`
}

const names: Readonly<Record<Witness, string>> = {
  database: 'the database',
  history: 'the history',
  code: 'the code',
}

function agreement(databases: AuditReport['databases']): string {
  const heard = databases.filter(({ witnesses }) => witnesses.database !== null).length
  if (heard === 0) {
    const isRefused = databases.some(({ refusal }) => refusal !== null)
    return `${runs(databases)}; no database ${isRefused ? 'could be' : 'was'} asked.`
  }
  const all = heard === databases.length ? `All ${heard}` : `${heard} of ${databases.length}`
  return databases.length === 1
    ? 'The database is what its migrations make.'
    : `${all} databases are what their migrations make.`
}

function runs(databases: AuditReport['databases']): string {
  const histories = databases.flatMap(({ witnesses }) => witnesses.history ?? [])
  if (histories.length === 0) return 'There are no migrations'
  return histories.some(({ inPart }) => inPart > 0)
    ? 'The migrations run as far as they could be read'
    : 'The migrations run'
}
