import type { DatabaseRelease, Release } from '../run/release.ts'
import { columns } from './columns.ts'
import type { Paint } from './paint.ts'
import { counted } from './quantities.ts'

/**
 * What a run did, a line or a few for each database, and how to go on.
 *
 * @param again the command that goes on after a failure
 */
export function releaseText(
  release: Release,
  paint: Paint,
  again = `elenchus ${release.direction}`,
): string {
  const verb = release.direction === 'up' ? 'applied' : 'taken back'
  const rows = release.databases.map((part) => [paint.bold(part.database), summary(part, verb)])
  const lines = columns(rows).flatMap((line, at) => {
    const part = release.databases[at]
    return part === undefined ? [line] : [line, ...remarks(part, paint)]
  })
  return `${[...lines, ...nextStep(release, again)].join('\n')}\n`
}

function summary({ done, head, pending }: DatabaseRelease, verb: string): string {
  const did = done.length === 0 ? `nothing ${verb}` : `${done.length} ${verb}`
  const stands = head === null ? 'empty' : `at ${head}`
  const left = pending.length === 0 ? '' : `, ${pending.length} pending`
  return `${did}, ${stands}${left}`
}

function remarks(part: DatabaseRelease, paint: Paint): readonly string[] {
  const skipped = part.skipped.map(
    ({ revision, reason }) => `  ${paint.warn('skipped')} ${revision}: ${reason}`,
  )
  const notices = part.done.flatMap(({ revision, notices: said }) =>
    said.map(({ severity, message }) => `  ${severity.toLowerCase()} in ${revision}: ${message}`),
  )
  const failed = part.failed === null ? [] : [`  ${paint.bad('failed')} ${part.failed}`]
  return [...notices, ...skipped, ...failed]
}

function nextStep({ failure, databases }: Release, again: string): readonly string[] {
  if (failure === null) return []
  const untouched = databases.filter(({ failed, done }) => failed === null && done.length === 0)
  const waiting =
    untouched.length === 0 ? '' : ` ${counted(untouched.length, 'database')} untouched.`
  return ['', `Stopped.${waiting} Mend it and go on with: ${again}`]
}
