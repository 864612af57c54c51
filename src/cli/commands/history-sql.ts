import { historySqlText } from '../../report/revision-sql-text.ts'
import { historySql } from '../../run/history-sql.ts'
import { printResult, withApplication, type CommandLine } from '../command-line.ts'
import { databasesOf } from './history.ts'

/** Prints all migrations as one script. */
export async function historySqlCommand(
  database: string | undefined,
  line: CommandLine,
): Promise<void> {
  const names = databasesOf(database, line)
  const found = await withApplication(line, (run) => historySql(run, names))
  printResult(line, found, () => historySqlText(found))
}
