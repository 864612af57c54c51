import { titleComment } from '../history/next-version.ts'
import { UserError } from '../kernel/user-error.ts'
import { migrationText } from '../plan/migration-text.ts'
import type { Plan } from '../plan/plan.ts'
import { renamedRights } from '../plan/renamed-rights.ts'
import { reversedRenames } from '../plan/rename-target.ts'
import { folderForMigration, writeMigration, type NewMigration } from '../run/new-migration.ts'
import { historyOf, type Run } from '../run/opened.ts'
import { loadParser } from '../sql/parser.ts'
import { planBetween, type PlanOptions } from './plan.ts'
import { emptyTestimony, testifyWhole } from './testify.ts'
import { formatWitness, type WitnessName } from './witness-name.ts'

/** A migration that was planned and written. */
export interface PlannedMigration {
  readonly kind: 'planned-migration'
  readonly file: string
  readonly up: Plan
  readonly down: Plan
}

/**
 * Writes a migration that leads from what the migrations of a database make to what a witness says,
 * and back again. Both ways are proved on a shadow before the file is written.
 *
 * @throws UserError where there is nothing to do, and for faults of the witness
 */
export async function planMigration(
  run: Run,
  wanted: NewMigration & { readonly to: WitnessName },
  options: PlanOptions,
): Promise<PlannedMigration> {
  const { database } = wanted
  folderForMigration(run, { ...wanted, to: formatWitness(wanted.to) })
  await loadParser()
  const name = { kind: 'history', database, revision: null } as const
  const isEmpty = historyOf(run.histories, database).revisions.length === 0
  const from = await (isEmpty ? emptyTestimony(name, run) : testifyWhole(name, run))
  const to = await testifyWhole(wanted.to, run)
  const up = await planBetween(run, { from, to, ...options })
  if (up.blocks.length === 0) throw nothingToDo(database, to.witness)
  const back = { ...options, renames: reversedRenames(options.renames) }
  // The way down starts where the way up has led: what that kept is what there is.
  const rights = from.rights && renamedRights(from.rights, options.renames)
  const down = await planBetween(run, { from: { ...to, rights }, to: from, ...back })
  const text = `${titleComment(wanted.name)}${migrationText({ up, down })}`
  const file = await writeMigration(run, wanted, text)
  return { kind: 'planned-migration', file, up, down }
}

function nothingToDo(database: string, witness: string): UserError {
  return new UserError(`The migrations of "${database}" already make what "${witness}" says.`, {
    code: 'nothing-to-plan',
    hint: `To write one by hand: elenchus new ${database} "<name>"`,
  })
}
