import { subjectName } from '../audit/subject-name.ts'
import type { AuditReport } from '../audit/audit-report.ts'
import type { Cure } from '../audit/cure.ts'
import type { Finding } from '../audit/finding.ts'
import { capitalised } from '../audit/sentences.ts'
import { severities } from '../audit/severity.ts'
import { formatPlace } from '../kernel/place.ts'
import { auditVerdict } from './audit-verdict.ts'
import { modelTables } from './audit-markdown-models.ts'
import { chainTables, referenceTables, tableTables, typeTables } from './audit-markdown-tables.ts'
import { countRows } from './counts-text.ts'
import { discoverySection } from './discovery-markdown.ts'
import { codeSpan, markdownTable } from './markdown-table.ts'
import { serverVersion } from './quantities.ts'

/** A whole audit, as a report that a team would file. */
export function auditMarkdown(report: AuditReport): string {
  const sections = [
    `# Audit of the schema\n\n**${auditVerdict(report)}**`,
    ...(report.discovery === null ? [] : discoverySection(report.discovery)),
    `## Who was heard\n\n${heardTable(report)}`,
    `## Counts\n\n${countsTable(report)}`,
    ...severities.flatMap((severity) => findingsSection(report, severity)),
    ...stepsSection(report),
    ...modelTables(report),
    ...tableTables(report),
    ...chainTables(report),
    ...typeTables(report),
    ...referenceTables(report),
    ...filesSection(report),
    ...acceptedSection(report),
    ...notesSection(report),
  ]
  return `${sections.join('\n\n')}\n`
}

function heardTable({ databases }: AuditReport): string {
  const rows = databases.map(
    ({ database, witnesses: { code, history, database: live }, refusal }) => [
      database,
      code ? 'yes' : 'not heard',
      history ? `${history.replayed} replayed from ${codeSpan(history.folder)}` : 'none',
      live
        ? `${live.engine}, PostgreSQL ${serverVersion(live.serverVersion)}`
        : (refusal ?? 'not heard'),
    ],
  )
  return markdownTable(['database', 'models', 'migrations', 'live database'], rows)
}

function countsTable({ databases }: AuditReport): string {
  const [head = [], ...rows] = countRows(databases)
  return markdownTable(head, rows)
}

const titles = { error: 'Errors', warning: 'Warnings', note: 'Notes' } as const

function findingsSection(
  { findings }: AuditReport,
  severity: Finding['severity'],
): readonly string[] {
  const mine = findings.filter((finding) => finding.severity === severity)
  if (mine.length === 0) return []
  return [`## ${titles[severity]}\n\n${mine.map(findingBlock).join('\n\n')}`]
}

function findingBlock(finding: Finding, at: number): string {
  const { message, rule, page, database, why, evidence, cures, culprit, subjects } = finding
  const rows = evidence.map((one) => [
    one.witness,
    codeSpan(one.subject),
    one.says,
    one.at === null ? '' : codeSpan(formatPlace(one.at)),
  ])
  const more =
    subjects.length > 1
      ? [`Subjects: ${subjects.map((one) => codeSpan(subjectName(one))).join(', ')}.`]
      : []
  return [
    `### ${at + 1}. ${capitalised(message)}`,
    [
      `Rule [${rule}](${page})`,
      ...(database === null ? [] : [`database ${codeSpan(database)}`]),
      ...(culprit === null ? [] : [`wrong is the ${culprit}`]),
    ].join(', ') + '.',
    ...more,
    ...(rows.length === 0 ? [] : [markdownTable(['witness', 'subject', 'says', 'where'], rows)]),
    `Why it matters: ${why}`,
    ...cures.map(cureBlock),
  ].join('\n\n')
}

function cureBlock({ kind, purpose, text }: Cure): string {
  const language = { command: 'sh', sql: 'sql', edit: 'text' }[kind]
  return `${purpose}:\n\n\`\`\`${language}\n${text.replaceAll('```', "'''")}\n\`\`\``
}

/** What to do, in order: what breaks or loses comes first, and of one cure only the first. */
function stepsSection({ findings }: AuditReport): readonly string[] {
  const seen = new Set<string>()
  const steps = findings.flatMap(({ cures: [cure], severity, message, database }) => {
    const key = cure && `${database ?? ''} ${cure.purpose} ${cure.text}`
    if (!cure || key === undefined || seen.has(key) || severity === 'note') return []
    seen.add(key)
    const [line = '', ...more] = cure.text.split('\n')
    const text = more.length === 0 ? codeSpan(line) : `${codeSpan(line)} …`
    return [`${seen.size}. ${cure.purpose}: ${text} (${message.replace(/\.$/, '')})`]
  })
  return steps.length === 0 ? [] : [`## What to do, in order\n\n${steps.join('\n')}`]
}

/** What there is to do in each file. */
function filesSection({ findings }: AuditReport): readonly string[] {
  const byFile = new Map<string, string[]>()
  for (const { message, evidence } of findings) {
    const places = evidence.flatMap(({ at }) => (at === null ? [] : [at]))
    for (const file of new Set(places.map((place) => place.file))) {
      const line = places.find((place) => place.file === file)?.line ?? 1
      byFile.set(file, [...(byFile.get(file) ?? []), `- line ${line}: ${message}`])
    }
  }
  if (byFile.size === 0) return []
  const lists = [...byFile]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([file, lines]) => `### ${codeSpan(file)}\n\n${lines.join('\n')}`)
  return [`## By file\n\n${lists.join('\n\n')}`]
}

function acceptedSection({ suppressed }: AuditReport): readonly string[] {
  if (suppressed.length === 0) return []
  const rows = suppressed.map(({ finding, reason }) => [finding.rule, finding.message, reason])
  return [`## Accepted by the settings\n\n${markdownTable(['rule', 'finding', 'reason'], rows)}`]
}

function notesSection({ databases }: AuditReport): readonly string[] {
  const lines = databases.flatMap(({ database, notes, tools }) => [
    ...notes.map((note) => `- ${database}: ${note}`),
    ...tools.map(({ tool, tables }) => `- ${database}: left to ${tool}: ${tables.join(', ')}`),
  ])
  return lines.length === 0 ? [] : [`## Remarks\n\n${lines.join('\n')}`]
}
