import type { AuditReport } from '../audit/audit-report.ts'
import { pageOf } from '../audit/audit.ts'
import type { Finding } from '../audit/finding.ts'
import { rules } from '../audit/registry.ts'
import type { Rule } from '../audit/rule.ts'
import { capitalised } from '../audit/sentences.ts'
import { subjectName } from '../audit/subject-name.ts'
import type { Json } from '../kernel/canonical-json.ts'
import type { Place } from '../kernel/place.ts'

/** An audit as SARIF 2.1.0, for whatever shows findings at lines of code. */
export function auditSarif({ findings, suppressed }: AuditReport, version: string): string {
  const results = [
    ...findings.map((finding) => resultOf(finding, null)),
    ...suppressed.map(({ finding, reason }) => resultOf(finding, reason)),
  ]
  const sarif: Json = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Elenchus', version, rules: rules.map(descriptorOf) } },
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  }
  return `${JSON.stringify(sarif, null, 2)}\n`
}

function descriptorOf(rule: Rule): Json {
  const { name, finds, why, severity, family } = rule
  return {
    id: name,
    shortDescription: { text: finds },
    fullDescription: { text: why },
    help: { text: `${finds} ${why} See ${pageOf(rule)}.` },
    defaultConfiguration: { level: severity },
    properties: { tags: [family] },
  }
}

function resultOf(finding: Finding, acceptedBecause: string | null): Json {
  const { rule, severity, message, fingerprint } = finding
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ name }) => name === rule),
    level: severity,
    message: { text: messageOf(finding, message) },
    locations: locationsOf(finding),
    partialFingerprints: { 'elenchus/v1': fingerprint },
    ...(acceptedBecause === null
      ? {}
      : { suppressions: [{ kind: 'external', justification: acceptedBecause }] }),
  }
}

function messageOf({ cures }: Finding, message: string): string {
  const [cure] = cures
  return cure ? `${capitalised(message)} ${cure.purpose}: ${cure.text}` : capitalised(message)
}

/** The places in files, each with what it is about; what stands in no file is named only. */
function locationsOf({ subjects, evidence }: Finding): Json {
  // Several calls may stand in one file; SARIF wants each thing once.
  const named = new Map(subjects.map((subject) => [subjectName(subject), subject]))
  const logicalLocations = Array.from(named, ([fullyQualifiedName, subject]) => ({
    fullyQualifiedName,
    kind: subject.kind === 'object' ? subject.object.kind : subject.kind,
  }))
  const places = evidence.flatMap(({ at }) => (at === null ? [] : [at]))
  if (places.length === 0) return [{ logicalLocations }]
  return places.map((place, at) => ({
    physicalLocation: physicalLocation(place),
    ...(at === 0 ? { logicalLocations } : {}),
  }))
}

function physicalLocation({ file, line, column }: Place): Json {
  return {
    artifactLocation: { uri: uriOf(file) },
    region: { startLine: line, startColumn: column },
  }
}

/** Relative to the folder that the audit was started in, as the place is. */
function uriOf(file: string): string {
  return file
    .replace(/^\.\//, '')
    .split('/')
    .map((part) => encodeURIComponent(part))
    .join('/')
}
