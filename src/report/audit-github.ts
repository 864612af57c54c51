import type { AuditReport } from '../audit/audit-report.ts'
import type { Finding } from '../audit/finding.ts'
import { capitalised } from '../audit/sentences.ts'

const commands = { error: 'error', warning: 'warning', note: 'notice' } as const

/** An audit as annotations that GitHub shows at lines of code: one line for each finding. */
export function auditGithub({ findings }: AuditReport): string {
  return findings.map((finding) => `${annotation(finding)}\n`).join('')
}

function annotation(finding: Finding): string {
  const { severity, rule, message, evidence, cures } = finding
  const at = evidence.find((one) => one.at !== null)?.at ?? null
  const place =
    at === null ? [] : [`file=${property(at.file)}`, `line=${at.line}`, `col=${at.column}`]
  const properties = [...place, `title=${property(rule)}`].join(',')
  const [cure] = cures
  const text = cure
    ? `${capitalised(message)}\n${cure.purpose}: ${cure.text}`
    : capitalised(message)
  return `::${commands[severity]} ${properties}::${data(text)}`
}

/** How GitHub has it: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
