import type { UserError } from '../kernel/user-error.ts'
import { errorText } from '../report/error-text.ts'
import type { CommandLine } from './command-line.ts'
import { paintFor } from './paint-for.ts'
import { shownOn } from './shown-on.ts'

/** After a run's result was printed: says why it ended early, and fails the command with 2. */
export function reportFailure(line: CommandLine, failure: UserError | null): void {
  if (failure === null) return
  // As JSON the failure is part of the result.
  if (line.format !== 'json') {
    process.stderr.write(shownOn(process.stderr, errorText(failure, paintFor(process.stderr))))
  }
  process.exitCode = 2
}
