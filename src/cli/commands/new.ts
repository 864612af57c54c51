import { newMigration, type NewMigration } from '../../run/new-migration.ts'
import { printResult, withApplication, type CommandLine } from '../command-line.ts'

/** Writes an empty migration, and prints where. */
export async function newCommand(wanted: NewMigration, line: CommandLine): Promise<void> {
  const file = await withApplication(line, (run) => newMigration(run, wanted))
  printResult(line, { kind: 'new-migration', file }, () => `${file}\n`)
}
