import { historyText } from '../../report/history-text.ts'
import { historyOverview } from '../../run/history-overview.ts'
import { printResult, withApplication, type CommandLine } from '../command-line.ts'
import { paintFor } from '../paint-for.ts'

/** Prints how the migrations hang together, and where each stands. */
export async function historyCommand(
  database: string | undefined,
  line: CommandLine,
): Promise<void> {
  const names = databasesOf(database, line)
  const found = await withApplication(line, (run) => historyOverview(run, names))
  printResult(line, found, () => historyText(found, paintFor(process.stdout)))
}

/** The databases that are meant by an argument and by `--only`; none for all. */
export function databasesOf(
  database: string | undefined,
  { only = [] }: CommandLine,
): readonly string[] {
  return database === undefined ? only : [database, ...only]
}
