import { auditApplication, type AuditOptions } from '../../witness/audit/audit-application.ts'
import { withDiscovered, type DiscoveringLine } from '../discovered.ts'
import { printAudit } from '../print-audit.ts'

/** `elenchus audit`, as the command line gives it. */
export interface AuditLine extends DiscoveringLine {
  readonly full?: boolean
  readonly all?: boolean
  readonly object?: string
  readonly orphans?: boolean
  readonly down?: boolean
  /** False for `--no-databases`. */
  readonly databases?: boolean
}

/** Cross-examines the witnesses of an application, and prints what is wrong. */
export async function auditCommand(line: AuditLine): Promise<void> {
  const report = await withDiscovered(line, (run, discovery) =>
    auditApplication(run, { ...auditOptions(line), discovery }),
  )
  printAudit(line, report)
  // What could not be heard is no agreement.
  if (report.databases.some(({ refusal }) => refusal !== null)) process.exitCode = 2
}

/** What an audit is to look at, by the command line. */
export function auditOptions(line: AuditLine): AuditOptions {
  const { only = [], databases = true, orphans = false, down = false, all = false, object } = line
  const ledger =
    object === undefined
      ? { kind: all ? ('all' as const) : ('none' as const) }
      : { kind: 'object' as const, path: object }
  return { only, orphans, down, live: databases, ledger }
}
