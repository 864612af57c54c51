import type { OutsideMaker, UntiedMaker } from '../../audit/history-facts.ts'
import type { Discovery, FoundMaker } from '../../discovery/discovery.ts'
import type { Run } from '../../run/opened.ts'
import type { ProjectFile } from '../models-witness.ts'
import { scriptMakers } from './script-tables.ts'

/** What makes a schema beside the histories. */
export interface OutsideMakers {
  /** By database: the calls that belong to it, and all scripts, for these may make anybody's tables. */
  readonly of: (database: string) => readonly OutsideMaker[]
  /** Calls that belong to no database that is known. */
  readonly untied: readonly UntiedMaker[]
}

/**
 * What makes a schema beside the histories, as far as it was found. The parser has to be loaded.
 *
 * @param revisions files of revisions: what they call is the history itself
 */
export async function outsideMakers(
  discovery: Discovery | null,
  { application: { root }, environment: { files } }: Run,
  revisions: ReadonlySet<string>,
): Promise<OutsideMakers> {
  if (discovery === null) return { of: () => [], untied: [] }
  const read: ProjectFile[] = []
  for (const file of discovery.looseScripts) {
    const text = await files.read(file)
    if (text !== null) read.push({ file, text })
  }
  const scripts = scriptMakers(read).map((one): OutsideMaker => ({
    ...{ ...one, metadatas: [] },
    file: withinRoot(one.at.file, root),
  }))
  const makers = discovery.makers.filter(({ at }) => !revisions.has(at.file))
  const callOf = (maker: FoundMaker): OutsideMaker => {
    const { kind, at, text } = maker
    const file = withinRoot(at.file, root)
    return { kind, file, at, says: [text], metadatas: spellings(maker, discovery) }
  }
  return {
    of: (database) => [
      ...makers.filter(({ databases }) => databases.includes(database)).map(callOf),
      ...scripts,
    ],
    untied: makers
      .filter(({ databases }) => databases.length === 0)
      .map((maker) => ({ ...callOf(maker), why: maker.why })),
  }
}

function spellings(maker: FoundMaker, { metadatas }: Discovery): readonly string[] {
  return metadatas
    .filter(({ names: [name = ''] }) => maker.metadatas.includes(name))
    .flatMap(({ names }) => names)
}

function withinRoot(file: string, root: string): string {
  return file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file
}
