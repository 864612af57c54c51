import { newMigration, type NewMigration } from '../../run/new-migration.ts'
import { printResult, withApplication, witnessFrom, type CommandLine } from '../command-line.ts'
import { planOptions, type PlanLine } from './plan.ts'

/** `elenchus new`, as the command line gives it. */
export interface NewLine extends CommandLine, Pick<PlanLine, 'rename' | 'plain' | 'gaps'> {
  readonly to?: string
}

/** Writes a migration, empty or planned, and prints where. */
export async function newCommand(wanted: NewMigration, line: NewLine): Promise<void> {
  if (line.to !== undefined) {
    await plannedMigration(wanted, line.to, line)
    return
  }
  const file = await withApplication(line, (run) => newMigration(run, wanted))
  printResult(line, { kind: 'new-migration', file }, () => `${file}\n`)
}

async function plannedMigration(wanted: NewMigration, to: string, line: NewLine): Promise<void> {
  const { planMigration } = await import('../../witness/plan-migration.ts')
  const options = planOptions(line)
  const planned = { ...wanted, to: witnessFrom(line, to) }
  const made = await withApplication(line, (run) => planMigration(run, planned, options))
  for (const note of made.up.notes) process.stderr.write(`note: ${note}\n`)
  printResult(line, made, () => `${made.file}\n`)
}
