import { blameText } from '../../report/blame-text.ts'
import { blame } from '../../run/blame.ts'
import { printResult, withApplication, type CommandLine } from '../command-line.ts'
import { paintFor } from '../paint-for.ts'

/** Prints which migrations made an object what it is. */
export async function blameCommand(
  [database, name]: readonly [string, string],
  line: CommandLine,
): Promise<void> {
  const found = await withApplication(line, (run) => blame(run, database, name))
  printResult(line, found, () => blameText(found, paintFor(process.stdout)))
}
