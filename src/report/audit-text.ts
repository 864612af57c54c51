import { capitalised } from '../audit/sentences.ts'
import type { AuditReport } from '../audit/audit-report.ts'
import type { Cure } from '../audit/cure.ts'
import type { Evidence, Finding } from '../audit/finding.ts'
import type { Severity } from '../audit/severity.ts'
import { formatPlace } from '../kernel/place.ts'
import { auditVerdict } from './audit-verdict.ts'
import { countsText } from './counts-text.ts'
import { discoveryLines } from './discovery-text.ts'
import { ledgerText } from './ledger-text.ts'
import type { Paint } from './paint.ts'
import { counted, serverVersion } from './quantities.ts'

/** How much of an audit is shown on a terminal. */
export interface AuditTextOptions {
  /** Every finding, and not only the worst. */
  readonly full: boolean
}

/** What an audit says, as a first screen: who was heard, the verdict, the worst findings, counts. */
export function auditText(
  report: AuditReport,
  paint: Paint,
  { full }: AuditTextOptions = { full: false },
): string {
  const shown = full ? report.findings : report.findings.slice(0, WORST)
  const found = report.discovery === null ? [] : discoveryLines(report.discovery, paint)
  const blocks = [
    ...(found.length === 0 ? [] : [found.join('\n')]),
    heardLines(report, { paint, full }).join('\n'),
    verdictLine(report, paint),
    ...shown.map((finding) => findingText(finding, paint)),
    ...moreLine(report, shown.length, paint),
    ...report.databases.flatMap((one) =>
      one.ledger.length === 0 ? [] : [ledgerText(one, paint).trimEnd()],
    ),
  ]
  return `${blocks.join('\n\n')}\n${countsText(report.databases, paint)}`
}

/** How many findings fit on a first screen. */
const WORST = 5

/** How many notes on one database fit there. */
const MOST_NOTES = 5

function heardLines(
  { databases }: AuditReport,
  { paint, full }: AuditTextOptions & { readonly paint: Paint },
): readonly string[] {
  return databases.flatMap(({ database, witnesses, notes, refusal, tools }) => {
    const { code, history, database: live } = witnesses
    const heard = [
      ...(code ? ['models'] : []),
      ...(history
        ? [`${counted(history.replayed, 'migration')} replayed (${history.folder})`]
        : ['no migrations']),
      live ? `${live.engine} PostgreSQL ${serverVersion(live.serverVersion)}` : 'no database',
    ]
    return [
      `${paint.bold(database)}  ${heard.join(', ')}`,
      ...(refusal === null ? [] : [`  ${paint.bad('not heard')}: ${refusal}`]),
      ...tools.map(({ tool, tables }) => `  ${paint.dim(`left to ${tool}: ${tables.join(', ')}`)}`),
      ...noteLines(notes, full).map((line) => `  ${paint.dim(line)}`),
    ]
  })
}

function noteLines(notes: readonly string[], full: boolean): readonly string[] {
  if (full || notes.length <= MOST_NOTES) return notes
  const more = counted(notes.length - MOST_NOTES + 1, 'more note')
  return [...notes.slice(0, MOST_NOTES - 1), `${more}: elenchus audit --full`]
}

function verdictLine(report: AuditReport, paint: Paint): string {
  const sentence = auditVerdict(report)
  const [worst] = report.findings
  if (worst === undefined) return paint.good(sentence)
  return painted(worst.severity, paint)(sentence)
}

function moreLine(
  { findings, suppressed }: AuditReport,
  shown: number,
  paint: Paint,
): readonly string[] {
  const more = findings.length - shown
  return [
    ...(more > 0 ? [paint.dim(`${counted(more, 'more finding')}: elenchus audit --full`)] : []),
    ...(suppressed.length > 0
      ? [paint.dim(`${counted(suppressed.length, 'finding')} accepted by the settings`)]
      : []),
  ]
}

/** One finding with its evidence and its way out. */
export function findingText(finding: Finding, paint: Paint): string {
  const { severity, rule, message, database } = finding
  const where = database === null ? '' : `${paint.dim(database)}  `
  return [
    `${painted(severity, paint)(severity)}  ${where}${paint.bold(capitalised(message))}  ${paint.dim(rule)}`,
    ...evidenceLines(finding.evidence, paint),
    ...finding.cures.slice(0, 1).flatMap((cure) => cureLines(cure, paint)),
  ].join('\n')
}

/** What fits below one finding; the rest is in the full report. */
const MOST_EVIDENCE = 6

function evidenceLines(evidence: readonly Evidence[], paint: Paint): readonly string[] {
  const several = new Set(evidence.map(({ subject }) => subject)).size > 1
  const lines = evidence.slice(0, MOST_EVIDENCE).map(({ witness, subject, says, at }) => {
    const about = several ? `${subject}: ` : ''
    const place = at === null ? '' : `  ${paint.dim(formatPlace(at))}`
    return `    ${witness.padEnd(8)}  ${about}${says}${place}`
  })
  const more = evidence.length - lines.length
  return more > 0 ? [...lines, `    ${paint.dim(`and ${more} more`)}`] : lines
}

function cureLines({ purpose, text }: Cure, paint: Paint): readonly string[] {
  return [
    `    ${paint.good('cure')}      ${purpose}:`,
    `              ${text.replaceAll('\n', '\n              ')}`,
  ]
}

function painted(severity: Severity, paint: Paint): (text: string) => string {
  switch (severity) {
    case 'error':
      return (text) => paint.bad(text)
    case 'warning':
      return (text) => paint.warn(text)
    case 'note':
      return (text) => paint.dim(text)
  }
}
