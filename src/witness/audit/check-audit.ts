import type { AuditReport } from '../../audit/audit-report.ts'
import { isNew, printRatchet, ratchetOf, type Ratchet } from '../../audit/ratchet.ts'
import { isAtLeast, type Severity } from '../../audit/severity.ts'
import { UserError } from '../../kernel/user-error.ts'
import type { Run } from '../../run/opened.ts'
import { auditApplication, type AuditOptions } from './audit-application.ts'

/** What makes a check fail. */
export interface CheckOptions extends AuditOptions {
  readonly failOn: Severity
  /** Whether what the ratchet knows is left out. */
  readonly withRatchet: boolean
}

/** What came of a check. */
export interface Check {
  /** With what is new only. */
  readonly report: AuditReport
  /** How many new findings are as grave as asked. */
  readonly failing: number
  /** How many the ratchet knows. */
  readonly known: number
  /** Databases that could not be heard: of these a check says nothing. */
  readonly refused: readonly string[]
  readonly ratchetFile: string
  /** The ratchet as it would be set now. */
  readonly newRatchet: string
}

/** Audits an application and holds the findings against its ratchet. */
export async function checkAudit(run: Run, options: CheckOptions): Promise<Check> {
  const report = await auditApplication(run, options)
  const ratchetFile = run.application.audit.ratchet
  const ratchet = options.withRatchet ? await readRatchet(run, ratchetFile) : null
  const findings = report.findings.filter((finding) => ratchet === null || isNew(finding, ratchet))
  return {
    report: { ...report, findings },
    failing: findings.filter(({ severity }) => isAtLeast(severity, options.failOn)).length,
    known: report.findings.length - findings.length,
    refused: report.databases.flatMap(({ database, refusal }) =>
      refusal === null ? [] : [database],
    ),
    ratchetFile,
    newRatchet: printRatchet(ratchetOf(report.findings)),
  }
}

/** @throws UserError where the file is none of ours */
async function readRatchet({ environment }: Run, file: string): Promise<Ratchet | null> {
  const text = await environment.files.read(file)
  if (text === null) return null
  const ratchet = parsed(text)
  if (ratchet !== null) return ratchet
  throw new UserError(`"${file}" is no ratchet of this version of Elenchus.`, {
    code: 'ratchet-foreign',
    hint: 'Set it anew: elenchus check --update-ratchet',
  })
}

function parsed(text: string): Ratchet | null {
  try {
    const value = JSON.parse(text) as Partial<Ratchet> | null
    const isOurs = value?.format === 'elenchus-ratchet-1' && typeof value.known === 'object'
    return isOurs ? (value as Ratchet) : null
  } catch {
    return null
  }
}
