import { UserError } from '../../kernel/user-error.ts'
import { stampedText } from '../../report/stamped-text.ts'
import { stamp, type Stamp } from '../../run/stamp.ts'
import { printResult, withApplication, type CommandLine } from '../command-line.ts'
import { paintFor } from '../paint-for.ts'

/** `elenchus stamp`, as the command line gives it. */
export interface StampLine extends CommandLine {
  readonly accept?: boolean
  readonly forget?: boolean
}

/** Writes into the ledgers, and prints what. */
export async function stampCommand(revision: string | undefined, line: StampLine): Promise<void> {
  const options = {
    only: line.only ?? [],
    revision: revision ?? null,
    stamp: stampOf(revision, line),
  }
  const stamped = await withApplication(line, (run) => stamp(run, options))
  printResult(line, stamped, () => stampedText(stamped, paintFor(process.stdout)))
}

function stampOf(revision: string | undefined, { accept, forget }: StampLine): Stamp {
  if (accept === true && forget === true) {
    throw new UserError('Of "--accept" and "--forget" only one can be meant.', {
      code: 'command-line',
    })
  }
  if (revision === undefined && (accept === true || forget === true)) {
    throw new UserError('"--accept" and "--forget" are about one migration, which is not named.', {
      code: 'command-line',
      hint: 'Name it as database/version: elenchus stamp auth/002 --accept',
    })
  }
  if (accept === true) return { kind: 'accept' }
  return { kind: forget === true ? 'forget' : 'applied' }
}
