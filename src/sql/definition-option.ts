import type { DefElem, Node } from 'libpg-query'

/** Whether an option in parentheses is on, read as PostgreSQL's `defGetBoolean` reads it. */
export function isOn(options: readonly Node[] | undefined, name: string, absent: boolean): boolean {
  const option = definitionOption(options, name)
  if (!option) return absent
  const value = textOf(option.arg)
  return value === null || ['true', 'on', '1'].includes(value.toLowerCase())
}

/** The option of a name; where it stands twice, the last one. */
export function definitionOption(
  options: readonly Node[] | undefined,
  name: string,
): DefElem | null {
  const elements = (options ?? []).flatMap((node) => ('DefElem' in node ? [node.DefElem] : []))
  return elements.findLast((element) => element.defname === name) ?? null
}

/** Null where an option stands without a value. The grammar takes an unquoted `off` for a type. */
function textOf(value: Node | undefined): string | null {
  if (!value) return null
  if ('String' in value) return value.String.sval ?? ''
  if ('Integer' in value) return String(value.Integer.ival ?? 0)
  if ('Boolean' in value) return String(value.Boolean.boolval ?? false)
  if (!('TypeName' in value)) return ''
  const name = value.TypeName.names?.at(-1)
  return name && 'String' in name ? (name.String.sval ?? '') : ''
}
