import { printSnapshot } from '../../catalogue/snapshot.ts'
import { snapshotDatabase } from '../../run/describe.ts'
import { withApplication, type CommandLine } from '../command-line.ts'

/** Prints what one database is, as canonical JSON. */
export async function snapshotCommand(line: CommandLine): Promise<void> {
  const found = await withApplication(line, (run) => snapshotDatabase(run, line.only ?? []))
  process.stdout.write(printSnapshot(found))
}
