import { scriptFault, type Source } from './script-fault.ts'
import type { MetaCommand } from './script.ts'

/** Commands that bring statements in, run results as statements, or choose among statements. */
const DECISIVE: ReadonlySet<string> = new Set([
  ...['i', 'include', 'ir', 'include_relative', 'copy', 'gexec'],
  ...['if', 'elif', 'else', 'endif'],
])

/** The psql command whose backslash is at an offset; refused if the script is another without it. */
export function metaCommandAt(
  source: Source,
  { start, end }: { readonly start: number; readonly end: number },
): MetaCommand {
  const line = /[^\r\n]*/y
  line.lastIndex = start
  const text = (line.exec(source.text)?.[0] ?? '').slice(0, end - start).trimEnd()
  const name = /^\\([A-Za-z_]+|.?)/.exec(text)?.[1] ?? ''
  if (DECISIVE.has(name)) {
    throw scriptFault(source, start, {
      code: 'meta-command',
      message: `The psql command "\\${name}" in "${source.file}" can only be run by psql.`,
      hint: 'Replace it by the statements that it stands for.',
    })
  }
  return { name, text, offset: start }
}
