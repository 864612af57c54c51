import type { StatementRun } from './statement-run.ts'

/**
 * Whether a statement takes only locks that let reads and writes through, and waits for old
 * transactions to end: to build, rebuild and drop indexes concurrently. To detach a partition
 * concurrently ends with a lock that stops everybody.
 */
export function letsTrafficThrough({ kind }: Pick<StatementRun, 'kind'>): boolean {
  return kind.endsWith('-concurrently') && kind !== 'detach-concurrently'
}
