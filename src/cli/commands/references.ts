import { referencesText } from '../../report/references-text.ts'
import { listReferences } from '../../witness/references/list-references.ts'
import { printResult } from '../command-line.ts'
import { withDiscovered, type DiscoveringLine } from '../discovered.ts'
import { paintFor } from '../paint-for.ts'

/** `elenchus references`, as the command line gives it. */
export interface ReferencesLine extends DiscoveringLine {
  readonly to?: string
  readonly from?: string
  readonly orphans?: boolean
  /** False for `--no-databases`. */
  readonly databases?: boolean
}

/** Prints what points where, within each database and across them. */
export async function referencesCommand(line: ReferencesLine): Promise<void> {
  const { to = null, from = null, orphans = false, databases = true } = line
  const list = await withDiscovered(line, (run) =>
    listReferences(run, { to, from, orphans, live: databases }),
  )
  printResult(line, list, () => referencesText(list, paintFor(process.stdout)))
}
