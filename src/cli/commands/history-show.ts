import { revisionSqlText } from '../../report/revision-sql-text.ts'
import { showRevision } from '../../run/history-sql.ts'
import { printResult, withApplication, type CommandLine } from '../command-line.ts'

/** Prints the SQL of one migration, both ways. */
export async function historyShowCommand(revision: string, line: CommandLine): Promise<void> {
  const shown = await withApplication(line, (run) => showRevision(run, revision))
  printResult(line, shown, () => revisionSqlText(shown))
}
