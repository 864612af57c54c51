import { readFileSync } from 'node:fs'
import type { AuditReport } from '../audit/audit-report.ts'
import { auditGithub } from '../report/audit-github.ts'
import { auditMarkdown } from '../report/audit-markdown.ts'
import { auditSarif } from '../report/audit-sarif.ts'
import { auditText } from '../report/audit-text.ts'
import { paintFor } from './paint-for.ts'

/** What the command line says of how an audit is printed. */
export interface AuditPrint {
  readonly format?: string
  readonly full?: boolean
}

/** Prints an audit as the command line wants it. */
export function printAudit(line: AuditPrint, report: AuditReport): void {
  process.stdout.write(printed(line, report))
}

function printed({ format = 'text', full = false }: AuditPrint, report: AuditReport): string {
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
