import { majorOf } from '../../catalogue/major-version.ts'
import { auditedTables } from '../../audit/audited-tables.ts'
import type { DatabaseCase } from '../../audit/audit-case.ts'
import type { AuditedDatabase, HeardWitnesses } from '../../audit/audit-report.ts'
import { objectPath } from '../../audit/subject-name.ts'
import { countsOf } from '../../catalogue/counts.ts'
import { verdicts } from '../../compare/verdicts.ts'
import type { Verdict } from '../../compare/verdict.ts'
import { placeOfMigrations } from '../../settings/migrations-of.ts'
import type { HeardOne } from './hear-one.ts'
import { breakNotes, historyNotes } from './history-notes.ts'
import { modelsNotes } from './models-notes.ts'

/** Which part of the testimonies' ledger is shown: none, all, or what is about one object. */
export type LedgerWanted =
  { readonly kind: 'none' | 'all' } | { readonly kind: 'object'; readonly path: string }

/** What an audit says of one database. */
export function reportOne(
  subject: DatabaseCase,
  heard: HeardOne,
  wanted: LedgerWanted,
): AuditedDatabase {
  const { testimonies, schema, chain } = subject
  return {
    database: subject.database,
    witnesses: witnessesOf(subject, heard),
    chain,
    counts: countsOf(testimonies.database?.catalogue ?? schema),
    tools: heard.tools,
    tables: auditedTables(subject),
    notes: [...breakNotes(subject), ...notesOf(heard)],
    ledger: ledgerOf(subject, wanted),
    refusal: heard.live?.kind === 'refused' ? heard.live.error.message : null,
  }
}

function witnessesOf({ testimonies }: DatabaseCase, heard: HeardOne): HeardWitnesses {
  const { live, revisions, database } = heard
  const run = revisions.filter(({ up }) => up.state === 'applied' || up.state === 'in part')
  const inPart = run.filter(({ up }) => up.state === 'in part').length
  const folder = placeOfMigrations(database.migrations)
  return {
    code: testimonies.code !== null,
    history: run.length === 0 ? null : { folder, replayed: run.length, inPart },
    database:
      live?.kind === 'heard'
        ? { engine: database.engine.kind, serverVersion: live.introspection.server.version }
        : null,
  }
}

function ledgerOf(
  { testimonies, database }: DatabaseCase,
  wanted: LedgerWanted,
): readonly Verdict[] {
  switch (wanted.kind) {
    case 'none':
      return []
    case 'all':
      return verdicts(testimonies, { all: true })
    case 'object': {
      const [, name = null, path = wanted.path] = /^([\w-]+):(.+)$/.exec(wanted.path) ?? []
      if (name !== null && name !== database) return []
      return verdicts(testimonies, { all: true }).filter(({ object }) => {
        const own = objectPath(object)
        return own === path || own.startsWith(`${path}.`)
      })
    }
  }
}

function notesOf({ live, shadowVersion, subject, revisions, models }: HeardOne): readonly string[] {
  const version = live?.kind === 'heard' ? live.introspection.server.version : null
  const [database, shadow] = [version, shadowVersion].map((one) => one && majorOf(one))
  const { undescribed } = subject.schema
  return [
    ...(database !== null && shadow !== null && database !== shadow
      ? [
          `the database is PostgreSQL ${database}, the shadow ${shadow}: expressions were compared by their parsed trees`,
        ]
      : []),
    ...historyNotes(subject, revisions),
    ...(models === null ? [] : modelsNotes(models)),
    ...(live?.kind === 'absent'
      ? ['the embedded database was never made, so it was not asked']
      : []),
    ...undescribed.map(({ objectKind, identity }) => `not compared: ${objectKind} ${identity}`),
  ]
}
