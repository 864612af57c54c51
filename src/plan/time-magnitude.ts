/** How long a statement takes, as an order of magnitude and no closer. A closed set. */
export type TimeMagnitude = (typeof timeMagnitudes)[number]

/** Every magnitude, the shortest first. */
export const timeMagnitudes = ['instant', 'seconds', 'minutes', 'hours', 'days'] as const

/** What a statement has to do with the rows of a table. */
export type TableWork = 'scan' | 'index-build' | 'rewrite'

/** A table, and what a statement does with it. */
export interface SizedWork {
  readonly work: TableWork
  /** The table without its indexes. */
  readonly tableBytes: number
  /** The table with its indexes. */
  readonly totalBytes: number
}

const MB = 1_000_000

/**
 * Bytes a second at which a server works on one table. Measured on PostgreSQL 15 with its default
 * settings, two shared cores, a table of 3 million rows and 403 MB that was in memory:
 *
 * | work | MB a second |
 * |---|---|
 * | `add check` / `set not null` / `add foreign key` | 544 / 840 / 394 |
 * | `create index` on bigint / on text | 116 / 78 |
 * | `create index concurrently` on bigint / on text | 113 / 50 |
 * | `alter column type`, three indexes, of the table with them | 35 |
 * | `add column` with a volatile default, no index | 20 |
 *
 * Real tables are read from a disk while others work, so that the lower numbers are taken, and less
 * than half of that for a scan. A server can be ten times as fast or as slow.
 */
export const bytesPerSecond: Readonly<Record<TableWork, number>> = {
  scan: 200 * MB,
  'index-build': 50 * MB,
  rewrite: 20 * MB,
}

/** The order of magnitude of the time that some work takes, in sequence. */
export function timeMagnitude(all: readonly SizedWork[]): TimeMagnitude {
  const seconds = all.reduce((sum, one) => sum + bytesOf(one) / bytesPerSecond[one.work], 0)
  if (seconds < 1) return 'instant'
  if (seconds < 60) return 'seconds'
  if (seconds < 3600) return 'minutes'
  return seconds < 86_400 ? 'hours' : 'days'
}

/** With a table its indexes are written anew too. */
function bytesOf({ work, tableBytes, totalBytes }: SizedWork): number {
  switch (work) {
    case 'scan':
    case 'index-build':
      return tableBytes
    case 'rewrite':
      return totalBytes
  }
}
