import { applicationOf } from '../../src/discovery/application-of.ts'
import { discover } from '../../src/discovery/discover.ts'
import type { AuditReport } from '../../src/audit/audit-report.ts'
import { Secret } from '../../src/kernel/secret.ts'
import { auditSchema } from '../../src/report/audit-schema.ts'
import { openApplication } from '../../src/run/open-application.ts'
import { givenDatabases } from '../../src/settings/given-databases.ts'
import { temporaryFolder } from '../../src/settings/temporary-folder.testing.ts'
import { auditApplication } from '../../src/witness/audit/audit-application.ts'
import { nativeShadow } from './plan-place.ts'
import { pythonParser } from './python-program.ts'
import { testCache } from './test-cache.ts'

/** What an audit without settings says of a folder with these files; paths within it. */
export async function auditedFolder(
  files: Readonly<Record<string, string>>,
  addresses: readonly string[] = [],
): Promise<AuditReport> {
  const folder = await temporaryFolder(files)
  const discovery = await discover({ folder, parser: await pythonParser(), environment: {} })
  const found = applicationOf(discovery, givenDatabases(addresses))
  const url = new Secret(nativeShadow().shadow.url)
  const application = { ...found, shadow: { kind: 'server', url, tls: null } } as const
  const environment = { cache: testCache }
  const run = await openApplication({ directory: folder, application, environment })
  const options = { only: [], live: addresses.length > 0, ledger: { kind: 'none' } } as const
  const report = await auditApplication(run, { ...options, discovery })
  auditSchema.parse(report)
  const text = JSON.stringify(report).replaceAll(`${folder}/`, '').replaceAll(folder, '.')
  return JSON.parse(text) as AuditReport
}

/** What the findings of some rules say, with their severities: `note two-births: …`. */
export function saidBy({ findings }: AuditReport, ...rules: readonly string[]): readonly string[] {
  return findings
    .filter(({ rule }) => rules.length === 0 || rules.includes(rule))
    .map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`)
}
