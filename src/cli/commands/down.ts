import { releaseText } from '../../report/release-text.ts'
import { scriptText } from '../../report/script-text.ts'
import { UserError } from '../../kernel/user-error.ts'
import { down, type Depth } from '../../run/down.ts'
import { scriptOfDown } from '../../run/script-of.ts'
import { printResult, withApplication, type RunningLine } from '../command-line.ts'
import { paintFor } from '../paint-for.ts'
import { reportFailure } from '../report-failure.ts'

/** `elenchus down`, as the command line gives it. */
export interface DownLine extends RunningLine {
  readonly steps?: number
  readonly to?: string
  readonly all?: boolean
  readonly dryRun?: boolean
}

/** Takes migrations back, and prints what was done. */
export async function downCommand(line: DownLine): Promise<void> {
  const options = { only: line.only ?? [], depth: depthOf(line) }
  if (line.dryRun === true) {
    const script = await withApplication(line, (run) => scriptOfDown(run, options))
    printResult(line, script, () => scriptText(script))
    return
  }
  const release = await withApplication(line, (run) => down(run, options))
  printResult(line, release, () => releaseText(release, paintFor(process.stdout)))
  reportFailure(line, release.failure)
}

function depthOf({ steps, to, all }: DownLine): Depth {
  const given = [steps, to, all].filter((one) => one !== undefined)
  if (given.length > 1) {
    throw new UserError('Of "--steps", "--to" and "--all" only one can be meant.', {
      code: 'command-line',
    })
  }
  if (all === true) return { kind: 'all' }
  return to === undefined ? { kind: 'steps', count: steps ?? 1 } : { kind: 'to', revision: to }
}
