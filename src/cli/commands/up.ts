import { countsText } from '../../report/counts-text.ts'
import { releaseText } from '../../report/release-text.ts'
import { scriptText } from '../../report/script-text.ts'
import { countDatabases } from '../../run/describe.ts'
import { scriptOfUp } from '../../run/script-of.ts'
import { up, type UpOptions } from '../../run/up.ts'
import { printResult, withApplication, type RunningLine } from '../command-line.ts'
import { paintFor } from '../paint-for.ts'
import { reportFailure } from '../report-failure.ts'

/** `elenchus up`, as the command line gives it. */
export interface UpLine extends RunningLine {
  readonly to?: string
  readonly outOfOrder?: boolean
  readonly dryRun?: boolean
  readonly counts?: boolean
}

/** Applies what is pending, and prints what was done. */
export async function upCommand(line: UpLine): Promise<void> {
  const options: UpOptions = {
    only: line.only ?? [],
    to: line.to ?? null,
    allowOutOfOrder: line.outOfOrder === true,
  }
  if (line.dryRun === true) {
    const script = await withApplication(line, (run) => scriptOfUp(run, options))
    printResult(line, script, () => scriptText(script))
    return
  }
  const { release, counts } = await withApplication(line, async (run) => ({
    release: await up(run, options),
    counts: line.counts === true ? await countDatabases(run, options.only) : null,
  }))
  const result = counts === null ? release : { ...release, counts }
  const paint = paintFor(process.stdout)
  printResult(line, result, () => releaseText(release, paint) + countsText(counts, paint))
  reportFailure(line, release.failure)
}
