import { existsSync } from 'node:fs'
import { audit, type Audit } from '../../audit/audit.ts'
import type { AuditCase, DatabaseCase } from '../../audit/audit-case.ts'
import { doubtsOf } from '../../audit/reference-doubts.ts'
import type { AuditSettings } from '../../audit/audit-settings.ts'
import type { CountedOrphans } from '../../audit/counted-orphans.ts'
import type { AuditReport } from '../../audit/audit-report.ts'
import type { CatalogueTestimony } from '../../compare/testimony.ts'
import type { Discovery } from '../../discovery/discovery.ts'
import type { Reference } from '../../references/reference.ts'
import type { Run } from '../../run/opened.ts'
import type { Database } from '../../settings/application.ts'
import { selectDatabases } from '../../run/selection.ts'
import { loadParser } from '../../sql/parser.ts'
import { confirmDoubts } from '../references/confirm-doubts.ts'
import { countOrphans } from '../references/count-orphans.ts'
import { referencesOf, schemasOf } from '../references/references-of.ts'
import { withSessions } from '../references/with-sessions.ts'
import { auditSettingsOf } from './audit-settings-of.ts'
import { generationOf } from './autogenerate-of.ts'
import { casesWithFacts } from './cases-with-facts.ts'
import { hearModels } from './hear-models.ts'
import { hearOne, type HeardOne } from './hear-one.ts'
import { SharedTables } from './shared-tables.ts'
import { reportOne, type LedgerWanted } from './report-one.ts'

/** What an audit is to look at, and to show. */
export interface AuditOptions {
  /** Names of databases; none for all. */
  readonly only: readonly string[]
  /** Whether databases are asked, and not only the files. */
  readonly live: boolean
  /** What the witnesses say of each attribute: of none, of one object, or of all. */
  readonly ledger: LedgerWanted
  /** Whether rows that point at nothing are counted. */
  readonly orphans?: boolean
  /** Whether each migration is also taken back, to see whether that leads to where it began. */
  readonly down?: boolean
  /** What models say, by database, in the place of those that the settings name. */
  readonly code?: ReadonlyMap<string, CatalogueTestimony>
  /** What the repository was found to hold. */
  readonly discovery?: Discovery | null
}

/**
 * Cross-examines the witnesses about every database of an application, and asks the rules. Changes
 * nothing.
 *
 * @throws UserError for a rule in the settings that is none
 */
export async function auditApplication(run: Run, options: AuditOptions): Promise<AuditReport> {
  const settings = auditSettingsOf(run.application)
  await loadParser()
  const { down = false, discovery = null } = options
  const heard: HeardOne[] = []
  const shared = new SharedTables()
  for (const database of selectDatabases(run.application, options.only)) {
    const given = options.code?.get(database.name)
    const generation = generationOf(discovery, database.name)
    const live = options.live && isThere(run, database)
    const hearing = { database, live, down }
    heard.push(
      await hearOne(run, {
        ...hearing,
        code: (history) =>
          given
            ? Promise.resolve(given)
            : hearModels(run, database, { generation, shared, history }),
      }),
    )
  }
  const subject = await caseOf(run, heard, {
    settings,
    orphans: options.orphans === true,
    discovery,
  })
  return reportOf({ subject, found: audit(subject, settings), heard }, options)
}

/** What was found is a name, until somebody gives an address or it was made here. */
function isThere({ application }: Run, { engine }: Database): boolean {
  return (
    application.origin.kind !== 'discovered' ||
    engine.kind === 'server' ||
    existsSync(engine.folder)
  )
}

interface Asked {
  readonly settings: AuditSettings
  readonly orphans: boolean
  readonly discovery: Discovery | null
}

async function caseOf(
  run: Run,
  heard: readonly HeardOne[],
  { settings, orphans, discovery }: Asked,
): Promise<AuditCase> {
  const { databases, ...more } = await casesWithFacts({ run, heard, discovery })
  return {
    databases,
    references: referencesBetween(run, databases),
    orphans: orphans ? await orphansOf(run, heard) : [],
    standards: settings.standards,
    ...more,
  }
}

/** By the schemas that rules look at; where these are in doubt the databases are asked, too. */
function referencesBetween(
  { application }: Run,
  databases: readonly DatabaseCase[],
): readonly Reference[] {
  const found = referencesOf(
    application,
    databases.map((one) => ({
      database: one.database,
      catalogue: one.schema,
      doubtOf: doubtsOf(one),
    })),
  )
  const isLive = databases.every(({ testimonies }) => testimonies.database !== null)
  if (!isLive || found.every(({ doubt }) => doubt === null)) return found
  return confirmDoubts(found, referencesOf(application, schemasOf(databases)))
}

/** Rows are counted by the schema that the databases have, and not by the one that they will have. */
function orphansOf(run: Run, heard: readonly HeardOne[]): Promise<readonly CountedOrphans[]> {
  const asked = heard.filter(({ live }) => live?.kind === 'heard')
  const schemas = schemasOf(asked.map(({ subject }) => subject))
  const databases = asked.map(({ database }) => database)
  return withSessions(run, databases, (sessionOf) =>
    countOrphans(referencesOf(run.application, schemas), sessionOf),
  )
}

interface Reported {
  readonly subject: AuditCase
  readonly found: Audit
  readonly heard: readonly HeardOne[]
}

function reportOf({ subject, found, heard }: Reported, options: AuditOptions): AuditReport {
  return {
    kind: 'audit',
    format: 'elenchus-audit-1',
    discovery: subject.discovery,
    databases: subject.databases.flatMap((one, at) => {
      const facts = heard[at]
      return facts ? [reportOne(one, facts, options.ledger)] : []
    }),
    findings: found.findings,
    suppressed: found.suppressed,
    references: subject.references,
    orphans: subject.orphans,
  }
}
