import type { DocstringDisagreement } from '../../audit/history-facts.ts'
import type { Place } from '../../kernel/place.ts'
import { placeOf } from '../../kernel/place.ts'

/** What a revision's file says of itself in code. */
export interface WrittenRevision {
  readonly id: string
  readonly parents: readonly string[]
  readonly file: string
  readonly text: string
}

/**
 * Where the docstring of a revision names other ids than its code. A docstring that has no such line,
 * or one that is no list of ids, says nothing.
 */
export function docstringDisagreements({
  id,
  parents,
  file,
  text,
}: WrittenRevision): readonly DocstringDisagreement[] {
  const doc = docstringOf(text)
  if (doc === null) return []
  const said = (label: string): Said | null => saidIn(doc, label, { file, text })
  const own = said('Revision ID')
  const before = said('Revises')
  const found: DocstringDisagreement[] = []
  if (own !== null && own.ids.join() !== id) {
    found.push({
      revision: id,
      at: own.at,
      field: 'revision',
      docstring: own.ids.join(', '),
      code: id,
    })
  }
  if (before !== null && !sameIds(before.ids, parents)) {
    found.push({
      revision: id,
      at: before.at,
      field: 'down_revision',
      docstring: before.ids.join(', '),
      code: parents.join(', '),
    })
  }
  return found
}

interface Doc {
  readonly text: string
  readonly offset: number
}

/** The text that a module begins with, behind comments. */
function docstringOf(text: string): Doc | null {
  const found = /^(?:\s*(?:#[^\n]*)?\n)*[ \t]*[rRuU]?("""|''')([^]*?)\1/.exec(text)
  const [whole, quote = '', inner = ''] = found ?? []
  return whole === undefined
    ? null
    : { text: inner, offset: whole.length - quote.length - inner.length }
}

interface Said {
  readonly ids: readonly string[]
  readonly at: Place
}

function saidIn(
  doc: Doc,
  label: string,
  { file, text }: Pick<WrittenRevision, 'file' | 'text'>,
): Said | null {
  const found = new RegExp(`^[ \\t]*${label}:[ \\t]*(.*)$`, 'm').exec(doc.text)
  const [, value] = found ?? []
  if (found === null || value === undefined) return null
  const ids = value
    .replaceAll(/[()'"]/g, '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '' && one !== 'None' && one !== '<base>')
  // A sentence is no list of ids.
  if (ids.some((one) => !/^[\w.@-]+$/.test(one))) return null
  return { ids, at: placeOf(file, text, doc.offset + found.index) }
}

/** Ids may be cut short, as Alembic itself takes them. */
function sameIds(said: readonly string[], code: readonly string[]): boolean {
  if (said.length !== code.length) return false
  return said.every((one) =>
    code.some((other) => other === one || (one.length > 3 && other.startsWith(one))),
  )
}
