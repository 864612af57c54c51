import { checksumOf } from './checksum.ts'
import type { FileName } from './file-name.ts'
import { readHeader, refuseDirectives } from './header.ts'
import { linesOf } from './lines.ts'
import type { SqlRevision } from './revision.ts'
import { sectionsOf } from './sections.ts'

/** A migration file with its name taken apart. */
export interface NamedFile extends FileName {
  readonly database: string
  readonly file: string
  readonly text: string
}

/**
 * Reads one migration file. Its statements are not looked at.
 *
 * @throws UserError with the place, where a marker or a directive is wrong
 */
export function readRevision({
  id,
  version,
  name,
  database,
  file,
  ...rest
}: NamedFile): SqlRevision {
  const text = rest.text.replace(/^\uFEFF/, '')
  const source = { file, text }
  const lines = linesOf(text)
  const { header, up, down } = sectionsOf(source, lines)
  const { title, requires } = readHeader(source, header)
  refuseDirectives(source, lines.slice(header.length))
  return {
    kind: 'sql',
    ...{ id, version, name, database, file, text, requires, up, down },
    title: title ?? name.replaceAll('_', ' '),
    checksum: checksumOf(text),
  }
}
