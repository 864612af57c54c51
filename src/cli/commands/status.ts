import { countsText } from '../../report/counts-text.ts'
import { statusText } from '../../report/status-text.ts'
import { countDatabases } from '../../run/describe.ts'
import { isCurrent, status } from '../../run/status.ts'
import { printResult, withApplication, type CommandLine } from '../command-line.ts'
import { paintFor } from '../paint-for.ts'

/** `elenchus status`, as the command line gives it. */
export interface StatusLine extends CommandLine {
  readonly check?: boolean
  readonly counts?: boolean
}

/** Prints where every database stands. */
export async function statusCommand(line: StatusLine): Promise<void> {
  const only = line.only ?? []
  const { found, counts } = await withApplication(line, async (run) => ({
    found: await status(run, only),
    counts: line.counts === true ? await countDatabases(run, only) : null,
  }))
  const current = isCurrent(found)
  const result = { ...found, current, ...(counts === null ? {} : { counts }) }
  const paint = paintFor(process.stdout)
  printResult(line, result, () => statusText(found, paint) + countsText(counts, paint))
  if (line.check === true && !current) process.exitCode = 1
}
