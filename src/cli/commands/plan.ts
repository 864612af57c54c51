import { writeFile } from 'node:fs/promises'
import { parseRename } from '../../plan/rename-request.ts'
import { planText } from '../../report/plan-text.ts'
import { plan } from '../../witness/plan.ts'
import {
  fileFrom,
  printResult,
  programOf,
  withApplication,
  witnessFrom,
  type CommandLine,
} from '../command-line.ts'
import { paintFor } from '../paint-for.ts'

/** `elenchus plan`, as the command line gives it. */
export interface PlanLine extends CommandLine {
  readonly rename?: readonly string[]
  readonly plain?: boolean
  readonly gaps?: boolean
  readonly out?: string
}

/** Plans the way from one witness to another, and prints it. */
export async function planCommand(
  [from, to]: readonly [string, string],
  line: PlanLine,
): Promise<void> {
  const names = [witnessFrom(line, from), witnessFrom(line, to)] as const
  const options = planOptions(line)
  const made = await withApplication({ ...line, orNone: true }, (run) => plan(run, names, options))
  const { out: file } = line
  if (file !== undefined) {
    await writeFile(fileFrom(line, file), `${JSON.stringify(made, null, 2)}\n`)
  }
  const way = { program: programOf(line), file }
  printResult(line, made, () => planText(made, paintFor(process.stdout), way))
}

/** What a command line says of how a plan is made. */
export function planOptions({
  rename = [],
  plain,
  gaps,
}: Pick<PlanLine, 'rename' | 'plain' | 'gaps'>): {
  readonly renames: readonly ReturnType<typeof parseRename>[]
  readonly online: boolean
  readonly gaps: boolean
} {
  return { renames: rename.map(parseRename), online: plain !== true, gaps: gaps === true }
}
