import { formatDifference } from '../compare/difference.ts'
import type { ChangeCounts } from '../history/blame/blame.ts'
import type { DownReplay } from '../history/replay-down.ts'
import type { RevisionReplay } from '../history/replay-history.ts'
import type { ReplayedRevision } from '../history/replayed-revision.ts'
import type { CheckedDatabase, HistoryCheck } from '../run/check-history.ts'
import { columns } from './columns.ts'
import { failureLines } from './failure-lines.ts'
import type { Paint } from './paint.ts'
import { counted, serverVersion } from './quantities.ts'

/** What came of replaying each migration, and of taking it back. */
export function historyCheckText({ databases }: HistoryCheck, paint: Paint): string {
  return databases.map((one) => `${databaseText(one, paint)}\n`).join('\n')
}

function databaseText(one: CheckedDatabase, paint: Paint): string {
  const rows = one.revisions.map((revision) => rowOf(revision, paint))
  const lines = columns(rows).flatMap((line, at) => {
    const revision = one.revisions[at]
    const details = revision === undefined ? [] : detailsOf(revision, paint)
    return [line, ...details.map((detail) => `    ${detail}`.trimEnd())]
  })
  return [`${paint.bold(one.database)}  ${summary(one)}`, ...lines, ...notes(one, paint)].join('\n')
}

const states: readonly ReplayedRevision['state'][] = ['applied', 'skipped', 'in part', 'failed']

function summary({ revisions, serverVersion: version }: CheckedDatabase): string {
  const tally = states.flatMap((state) => {
    const count = revisions.filter(({ up }) => up.state === state).length
    return count === 0 ? [] : [`${count} ${state}`]
  })
  const wrong = revisions.filter(({ down }) => isWrong(down)).length
  const back = wrong === 0 ? [] : [`${wrong} not taken back by their down`]
  return `${counted(revisions.length, 'migration')} replayed on PostgreSQL ${serverVersion(version)}: ${[...tally, ...back].join(', ')}`
}

function isWrong(down: DownReplay | null): boolean {
  return down?.kind === 'failed' || down?.kind === 'not-inverse'
}

function rowOf({ revision, up, changes, down }: RevisionReplay, paint: Paint): readonly string[] {
  const did = up.state === 'skipped' ? (up.reason ?? '') : changesText(changes)
  return [`  ${stateText(up, paint)}`, revision, did, downText(down, paint)]
}

function stateText({ state }: ReplayedRevision, paint: Paint): string {
  switch (state) {
    case 'applied':
      return paint.good(state)
    case 'skipped':
      return paint.warn(state)
    case 'in part':
    case 'failed':
      return paint.bad(state)
  }
}

function changesText(changes: ChangeCounts): string {
  const kinds = ['created', 'altered', 'dropped'] as const
  const told = kinds.filter((kind) => changes[kind] > 0).map((kind) => `${changes[kind]} ${kind}`)
  return told.length === 0 ? 'no object changed' : told.join(', ')
}

function downText(down: DownReplay | null, paint: Paint): string {
  switch (down?.kind) {
    case undefined:
      return ''
    case 'missing':
      return paint.dim('no way down')
    case 'inverse':
      return paint.good('down leads back')
    case 'failed':
      return paint.bad('down failed')
    case 'not-inverse':
      return paint.bad('down is not the inverse')
  }
}

const labels = { left: 'the schema before up', right: 'the schema after down' }

function detailsOf({ up, down }: RevisionReplay, paint: Paint): readonly string[] {
  return [
    ...(up.failure === null ? [] : failureLines(up.failure, paint)),
    ...[...up.gaps, ...up.assumptions].map(({ text, at }) => `${at.file}:${at.line}: ${text}`),
    ...downDetails(down, paint),
  ]
}

function downDetails(down: DownReplay | null, paint: Paint): readonly string[] {
  switch (down?.kind) {
    case undefined:
    case 'missing':
    case 'inverse':
      return []
    case 'failed':
      return down.replayed.failure === null ? [] : failureLines(down.replayed.failure, paint)
    case 'not-inverse': {
      const told = down.differences.map((one) => formatDifference(one, labels))
      const again = down.again?.failure ?? null
      const failed =
        again === null ? [] : ['up cannot be run again:', ...failureLines(again, paint)]
      return [...told, ...failed]
    }
  }
}

function notes({ compared }: CheckedDatabase, paint: Paint): readonly string[] {
  const note = comparedNote(compared)
  return note === null ? [] : [`  ${paint.dim(note)}`]
}

/** Why everything was compared after each revision, for people. */
export function comparedNote(compared: CheckedDatabase['compared']): string | null {
  switch (compared) {
    case null:
      return null
    case 'no-right':
      return 'The shadow lets nobody make event triggers: all was compared after each migration, and which statement did what is not known.'
    case 'past-event-triggers':
      return 'Something was changed past event triggers: all was compared after each migration, and which statement did what is not known.'
  }
}
