import type { DatabaseStatus, RevisionStatus, Status } from '../run/status.ts'
import type { RevisionState } from '../run/standing.ts'
import { columns } from './columns.ts'
import type { Paint } from './paint.ts'
import { duration, serverVersion } from './quantities.ts'
import { paintedState } from './state-text.ts'

/** Where every database stands, revision by revision. */
export function statusText(status: Status, paint: Paint): string {
  return status.databases.map((one) => `${databaseText(one, paint)}\n`).join('\n')
}

function databaseText(one: DatabaseStatus, paint: Paint): string {
  const rows = one.revisions.map((revision) => [
    `  ${paintedState(revision.state, paint)}`,
    revision.revision,
    when(revision),
    took(revision),
    remark(revision),
  ])
  const alignment = ['left', 'left', 'left', 'right'] as const
  const lines =
    rows.length === 0 ? [`  no migrations in ${one.migrations}`] : columns(rows, alignment)
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

function when({ ledger, state }: RevisionStatus): string {
  if (ledger === null || state === 'skipped') return ''
  return `${ledger.at.slice(0, 19).replace('T', ' ')} UTC`
}

/** Stamped ones were not run, so they have no duration. */
function took({ ledger, state }: RevisionStatus): string {
  if (ledger === null || state === 'skipped') return ''
  return ledger.reason === 'stamped' ? 'stamped' : duration(ledger.milliseconds)
}

/** What a line may hold of a title, in characters: the rest is in the file. */
const WIDEST = 44

function shortened(whole: string): string {
  const text = whole.replace(/\s+/g, ' ')
  return text.length > WIDEST ? `${text.slice(0, WIDEST - 1).trimEnd()}…` : text
}

function remark({ state, ledger, title, outOfOrder }: RevisionStatus): string {
  switch (state) {
    case 'applied':
      return shortened(title)
    case 'pending':
      return outOfOrder ? `${shortened(title)} (before an applied one)` : shortened(title)
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
