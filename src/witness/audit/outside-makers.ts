import type { OutsideMaker } from '../../audit/history-facts.ts'
import type { Discovery } from '../../discovery/discovery.ts'
import type { Run } from '../../run/opened.ts'
import type { ProjectFile } from '../models-witness.ts'
import { scriptMakers } from './script-tables.ts'

/**
 * What makes a schema beside the histories, as far as it was found. The parser has to be loaded.
 *
 * @param revisions files of revisions: what they call is the history itself
 */
export async function outsideMakers(
  discovery: Discovery | null,
  { application: { root }, environment: { files } }: Run,
  revisions: ReadonlySet<string>,
): Promise<readonly OutsideMaker[]> {
  if (discovery === null) return []
  const scripts: ProjectFile[] = []
  for (const file of discovery.looseScripts) {
    const text = await files.read(file)
    if (text !== null) scripts.push({ file, text })
  }
  const calls = discovery.makers
    .filter(({ at }) => !revisions.has(at.file))
    .map(({ kind, at, text }) => ({ kind, at, says: [text] }))
  return [...calls, ...scriptMakers(scripts)].map((one) => ({
    ...one,
    file: withinRoot(one.at.file, root),
  }))
}

function withinRoot(file: string, root: string): string {
  return file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file
}
