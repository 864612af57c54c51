import { releaseText } from '../../report/release-text.ts'
import { redo } from '../../run/redo.ts'
import { printResult, withApplication, type RunningLine } from '../command-line.ts'
import { paintFor } from '../paint-for.ts'
import { reportFailure } from '../report-failure.ts'

/** `elenchus redo`, as the command line gives it. */
export interface RedoLine extends RunningLine {
  readonly steps?: number
}

/** Takes the last migrations back, applies them again, and prints both. */
export async function redoCommand(line: RedoLine): Promise<void> {
  const options = { only: line.only ?? [], steps: line.steps ?? 1 }
  const result = await withApplication(line, (run) => redo(run, options))
  const halves = [result.down, result.up].filter((release) => release !== null)
  const paint = paintFor(process.stdout)
  printResult(line, result, () => halves.map((release) => releaseText(release, paint)).join(''))
  const failure = halves.find((release) => release.failure !== null)?.failure ?? null
  reportFailure(line, failure)
}
