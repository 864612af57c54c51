import { readFileSync } from 'node:fs'
import type { AuditReport } from '../audit/audit-report.ts'
import { auditGithub } from '../report/audit-github.ts'
import { auditMarkdown } from '../report/audit-markdown.ts'
import { auditSarif } from '../report/audit-sarif.ts'
import { auditText } from '../report/audit-text.ts'
import type { AuditLine } from './commands/audit.ts'
import { paintFor } from './paint-for.ts'

/** Prints an audit as the command line wants it. */
export function printAudit(line: AuditLine, report: AuditReport): void {
  process.stdout.write(printed(line, report))
}

function printed({ format = 'text', full = false }: AuditLine, report: AuditReport): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(report, null, 2)}\n`
    case 'markdown':
      return auditMarkdown(report)
    case 'sarif':
      return auditSarif(report, version())
    case 'github':
      return auditGithub(report)
    default:
      return auditText(report, paintFor(process.stdout), { full })
  }
}

function version(): string {
  const manifest = new URL('../../package.json', import.meta.url)
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version
}
