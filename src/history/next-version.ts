import type { History } from './revision.ts'
import { numberOf } from './version.ts'

/** The first version of an application without any. */
const FIRST = '001'

/** Year to second in UTC, as dbmate and Rails write it. */
const TIMESTAMP = /^(19|20)\d{12}$/

/**
 * The version for the next migration of a database, in the style in use: a counter of the same
 * width, or the time of day in UTC. Where several databases have migrations and no version twice,
 * they share one numbering, which goes on; else each database counts on its own.
 */
export function nextVersion(histories: readonly History[], database: string, now: Date): string {
  const all = histories.flatMap(versionsOf)
  const own = histories.filter((history) => history.database === database).flatMap(versionsOf)
  const style = own.length > 0 ? own : all
  if (style.length === 0) return FIRST
  const next = highest(isShared(histories) ? all : own) + 1n
  if (style.every((version) => TIMESTAMP.test(version))) {
    const timestamp = BigInt(timestampOf(now))
    // Two within a second, or one of tomorrow: the new one still has to come last.
    return String(timestamp > next ? timestamp : next)
  }
  const width = Math.max(...style.map((version) => version.length))
  return String(next).padStart(width, '0')
}

/** The text of a new migration, ready to be filled in. */
export function migrationTemplate(title: string): string {
  return `${titleComment(title)}-- migrate:up\n\n-- migrate:down\n\n`
}

/** The first line of a migration, which says what it does. */
export function titleComment(title: string): string {
  const line = title.replace(/\s+/g, ' ').trim()
  // A title such as "migrate:up" would be read as a marker.
  const comment = /^-*\s*(migrate|elenchus)\s*:/i.test(line) ? `"${line}"` : line
  return `${`-- ${comment}`.trimEnd()}\n`
}

function versionsOf({ revisions }: History): readonly string[] {
  return revisions.flatMap((revision) => (revision.kind === 'sql' ? [revision.version] : []))
}

function isShared(histories: readonly History[]): boolean {
  const used = histories.filter((history) => versionsOf(history).length > 0)
  const numbers = used.flatMap(versionsOf).map(numberOf)
  return used.length > 1 && new Set(numbers).size === numbers.length
}

function highest(versions: readonly string[]): bigint {
  const numbers = versions.map((version) => numberOf(version) ?? 0n)
  return numbers.reduce((most, number) => (number > most ? number : most), 0n)
}

/** `20260131235959` */
function timestampOf(now: Date): string {
  return now.toISOString().replace(/\D/g, '').slice(0, 'yyyymmddhhmmss'.length)
}
