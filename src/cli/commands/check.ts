import { writeFile } from 'node:fs/promises'
import { checkAudit, type CheckOptions } from '../../witness/audit/check-audit.ts'
import { withDiscovered } from '../discovered.ts'
import { printAudit } from '../print-audit.ts'
import { auditOptions, type AuditLine } from './audit.ts'

/** `elenchus check`, as the command line gives it. */
export interface CheckLine extends AuditLine {
  readonly failOn?: CheckOptions['failOn']
  readonly updateRatchet?: boolean
}

/** Audits, prints what is new, and exits with 1 if some of it is grave enough. */
export async function checkCommand(line: CheckLine): Promise<void> {
  const { failOn = 'error', updateRatchet = false } = line
  const check = await withDiscovered(line, (run, discovery) =>
    checkAudit(run, { ...auditOptions(line), discovery, failOn, withRatchet: !updateRatchet }),
  )
  if (updateRatchet) {
    await writeFile(check.ratchetFile, check.newRatchet)
    process.stdout.write(`${check.ratchetFile} holds what is known to be wrong\n`)
    return
  }
  printAudit({ ...line, full: true }, check.report)
  if (check.known > 0) process.stderr.write(`${check.known} known from ${check.ratchetFile}\n`)
  if (check.refused.length > 0) process.exitCode = 2
  else if (check.failing > 0) process.exitCode = 1
}
