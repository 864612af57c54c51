import type { DatabaseStatus, RevisionStatus, Status } from '../run/status.ts'
import type { RevisionState } from '../run/standing.ts'
import { columns } from './columns.ts'
import type { Paint } from './paint.ts'
import { duration, serverVersion } from './quantities.ts'

/** Where every database stands, revision by revision. */
export function statusText(status: Status, paint: Paint): string {
  return status.databases.map((one) => `${databaseText(one, paint)}\n`).join('\n')
}

function databaseText(one: DatabaseStatus, paint: Paint): string {
  const rows = one.revisions.map((revision) => [
    `  ${painted(revision.state, paint)}`,
    revision.revision,
    when(revision),
    remark(revision),
  ])
  const lines = rows.length === 0 ? [`  no migrations in ${one.migrations}`] : columns(rows)
  return [`${paint.bold(one.database)}  ${engineText(one)}, ${tally(one)}`, ...lines].join('\n')
}

function engineText({ engine, serverVersion: version }: DatabaseStatus): string {
  const where = engine === 'embedded' ? 'embedded PostgreSQL' : 'PostgreSQL'
  return version === null ? `${where}, not created yet` : `${where} ${serverVersion(version)}`
}

const states: readonly RevisionState[] = [
  'applied',
  'pending',
  'partial',
  'skipped',
  'changed',
  'unknown',
]

function tally({ revisions }: DatabaseStatus): string {
  const counts = states.map((state) => ({
    state,
    count: revisions.filter((revision) => revision.state === state).length,
  }))
  const told = counts.filter(({ state, count }) => count > 0 || state === 'pending')
  return told.map(({ state, count }) => `${count} ${state}`).join(', ')
}

function painted(state: RevisionState, paint: Paint): string {
  switch (state) {
    case 'applied':
      return paint.good(state)
    case 'pending':
    case 'skipped':
      return paint.warn(state)
    case 'partial':
    case 'changed':
    case 'unknown':
      return paint.bad(state)
  }
}

/** Stamped ones were not run, so they have no duration. */
function when({ ledger, state }: RevisionStatus): string {
  if (ledger === null || state === 'skipped') return ''
  const at = `${ledger.at.slice(0, 19).replace('T', ' ')} UTC`
  return ledger.reason === 'stamped' ? `${at}  stamped` : `${at}  ${duration(ledger.milliseconds)}`
}

function remark({ state, ledger, title, outOfOrder }: RevisionStatus): string {
  switch (state) {
    case 'applied':
      return title
    case 'pending':
      return outOfOrder ? `${title} (before an applied one)` : title
    case 'partial':
      return `${ledger?.statements ?? 0} statements done on the way ${ledger?.direction ?? 'up'}`
    case 'skipped':
      return ledger?.reason ?? ''
    case 'changed':
      return 'its file was changed after it was applied'
    case 'unknown':
      return 'no file has it'
  }
}
