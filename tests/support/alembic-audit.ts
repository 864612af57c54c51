import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Finding } from '../../src/audit/finding.ts'
import { besideSettings } from '../../src/discovery/beside-settings.ts'
import { discover } from '../../src/discovery/discover.ts'
import type { Discovery } from '../../src/discovery/discovery.ts'
import type { Run } from '../../src/run/opened.ts'
import { auditSchema } from '../../src/report/audit-schema.ts'
import { auditApplication } from '../../src/witness/audit/audit-application.ts'
import { alembicIni, plainEnvironment } from './alembic-place.ts'
import { nativeShadow } from './plan-place.ts'
import { pythonParser } from './python-program.ts'
import { testApplication, type TestApplication } from './test-application.ts'

/** What an audit is given besides the files. */
export interface AlembicAuditOptions {
  readonly down?: boolean
  readonly settings?: Readonly<Record<string, unknown>>
  /** Of a database that is asked; without it none is at hand. */
  readonly url?: string
}

/** What an audit finds in a project with an Alembic history; paths within it. */
export async function auditedAlembic(
  files: Readonly<Record<string, string>>,
  { down = false, settings = {}, url }: AlembicAuditOptions = {},
): Promise<readonly Finding[]> {
  const migrations = { alembic: 'alembic.ini' }
  const shop = url === undefined ? { migrations } : { migrations, url }
  const application = await testApplication({ shop }, {}, { ...nativeShadow(), ...settings })
  await writeFiles(application, {
    'alembic.ini': alembicIni,
    'migrations/env.py': plainEnvironment,
    ...files,
  })
  const run = await application.open()
  const discovery = await discovered(run)
  const options = { only: [], live: url !== undefined, ledger: { kind: 'none' as const } }
  const report = await auditApplication(run, { ...options, down, discovery })
  auditSchema.parse(report)
  const text = JSON.stringify(report.findings).replaceAll(`${application.folder}/`, '')
  return JSON.parse(text) as readonly Finding[]
}

/** Writes files into the folder of an application. */
export async function writeFiles(
  { folder }: TestApplication,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(join(folder, dirname(file)), { recursive: true })
    await writeFile(join(folder, file), text)
  }
}

/** What the folder of an application is found to hold, beside its settings. */
export async function discovered({ application }: Run): Promise<Discovery> {
  const { root: folder } = application
  const found = await discover({ folder, parser: await pythonParser(), environment: {} })
  return besideSettings(found, application)
}
