import { verificationText } from '../../report/verification-text.ts'
import { isVerified, verify } from '../../run/verify.ts'
import { printResult, withApplication, type CommandLine } from '../command-line.ts'
import { paintFor } from '../paint-for.ts'

/** Holds every database against a replay of its migrations, and prints what differs. */
export async function verifyCommand(line: CommandLine): Promise<void> {
  const verification = await withApplication(line, (run) => verify(run, line.only ?? []))
  printResult(line, verification, () => verificationText(verification, paintFor(process.stdout)))
  if (!isVerified(verification)) process.exitCode = 1
}
