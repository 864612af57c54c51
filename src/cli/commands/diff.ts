import { diffText } from '../../report/diff-text.ts'
import { diff } from '../../witness/diff.ts'
import { printResult, withApplication, witnessFrom, type CommandLine } from '../command-line.ts'
import { paintFor } from '../paint-for.ts'

/** `elenchus diff`, as the command line gives it. */
export interface DiffLine extends CommandLine {
  readonly names?: 'compare' | 'ignore'
  readonly gaps?: boolean
}

/** Compares two witnesses, and prints what they disagree about. */
export async function diffCommand(
  [left, right]: readonly [string, string],
  line: DiffLine,
): Promise<void> {
  const names = [witnessFrom(line, left), witnessFrom(line, right)] as const
  const options = { constraintNames: line.names !== 'ignore', gaps: line.gaps === true }
  const found = await withApplication({ ...line, orNone: true }, (run) => diff(run, names, options))
  printResult(line, found, () => diffText(found, paintFor(process.stdout)))
  if (found.differences.length > 0) process.exitCode = 1
}
