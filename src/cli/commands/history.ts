import { historyGapsText } from '../../report/history-gaps-text.ts'
import { historyText } from '../../report/history-text.ts'
import { historyGaps } from '../../run/history-gaps.ts'
import { historyOverview } from '../../run/history-overview.ts'
import { printResult, withApplication, type CommandLine } from '../command-line.ts'
import { paintFor } from '../paint-for.ts'

/** `elenchus history`, as the command line gives it. */
export interface HistoryLine extends CommandLine {
  readonly gaps?: boolean
}

/** Prints how the migrations hang together, and where each stands. */
export async function historyCommand(
  database: string | undefined,
  line: HistoryLine,
): Promise<void> {
  const names = databasesOf(database, line)
  const { found, gaps } = await withApplication(line, async (run) => ({
    found: await historyOverview(run, names),
    gaps: line.gaps === true ? await historyGaps(run, names) : null,
  }))
  const paint = paintFor(process.stdout)
  const result = gaps === null ? found : { ...found, reading: gaps }
  printResult(
    line,
    result,
    () => historyText(found, paint) + (gaps === null ? '' : historyGapsText(gaps, paint)),
  )
}

/** The databases that are meant by an argument and by `--only`; none for all. */
export function databasesOf(
  database: string | undefined,
  { only = [] }: CommandLine,
): readonly string[] {
  return database === undefined ? only : [database, ...only]
}
