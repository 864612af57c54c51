import type { LedgerRow } from './ledger-row.ts'

/** What the ledger's name of a plan begins with. No migration file can have such a name. */
export const PLAN_PREFIX = 'plan:'

/** Whether a row is of a plan that was run, which no file has and needs none. */
export function isPlanRow({ revision }: Pick<LedgerRow, 'revision'>): boolean {
  return revision.startsWith(PLAN_PREFIX)
}
