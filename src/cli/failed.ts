import { UserError } from '../kernel/user-error.ts'
import { errorText } from '../report/error-text.ts'
import { shownOn } from './shown-on.ts'
import { paintFor } from './paint-for.ts'

/** Says what went wrong, and gives the exit code for it: 2. What is our own bug shows its stack. */
export function failed(error: unknown, asJson: boolean): number {
  if (!(error instanceof UserError)) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
    process.stderr.write(
      `This is a bug of Elenchus. Please report it with these lines:\n${stack}\n`,
    )
  } else if (asJson) {
    process.stdout.write(`${JSON.stringify({ kind: 'error', error }, null, 2)}\n`)
  } else {
    process.stderr.write(shownOn(process.stderr, errorText(error, paintFor(process.stderr))))
  }
  return 2
}
