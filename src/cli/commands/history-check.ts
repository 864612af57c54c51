import { historyCheckText } from '../../report/history-check-text.ts'
import { checkHistory, isSound } from '../../run/check-history.ts'
import { printResult, withApplication, type CommandLine } from '../command-line.ts'
import { paintFor } from '../paint-for.ts'
import { databasesOf } from './history.ts'

/** `elenchus history check`, as the command line gives it. */
export interface HistoryCheckLine extends CommandLine {
  readonly down?: boolean
}

/** Replays the migrations on a shadow, and prints what came of each. */
export async function historyCheckCommand(
  database: string | undefined,
  line: HistoryCheckLine,
): Promise<void> {
  const options = { only: databasesOf(database, line), down: line.down === true }
  const check = await withApplication(line, (run) => checkHistory(run, options))
  const sound = isSound(check)
  printResult(line, { ...check, sound }, () => historyCheckText(check, paintFor(process.stdout)))
  if (!sound) process.exitCode = 1
}
