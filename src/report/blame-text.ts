import { formatReference } from '../catalogue/object-reference.ts'
import { formatAttribute, formatValue } from '../compare/difference.ts'
import type { BlamedObject, Deed } from '../history/blame/blame.ts'
import type { ObjectChange } from '../history/blame/object-change.ts'
import type { Blame } from '../run/blame.ts'
import { columns } from './columns.ts'
import { comparedNote } from './history-check-text.ts'
import type { Paint } from './paint.ts'

/** Which migrations made an object and its parts what they are, a line for each deed. */
export function blameText({ lives, parts, failed, unread, compared }: Blame, paint: Paint): string {
  const rows = [
    ...lives.flatMap((blamed) => rowsOf(blamed, formatReference(blamed.object), paint)),
    ...parts.flatMap((blamed) => rowsOf(blamed, `  ${partName(blamed)}`, paint)),
  ]
  const note = comparedNote(compared)
  return [
    ...columns(rows),
    ...failed.map((id) => paint.warn(`${id} failed on the shadow: what it would do is not known`)),
    ...unread.map((id) => paint.warn(`${id} was not read whole: elenchus history --gaps says why`)),
    ...(note === null ? [] : [paint.dim(note)]),
    '',
  ].join('\n')
}

/** Under its table it needs no more than its own name. */
function partName({ object }: BlamedObject): string {
  const name = 'name' in object ? object.name : object.identity
  return `${object.kind.replace('-', ' ')} ${name}`
}

function rowsOf(
  { isThere, deeds }: BlamedObject,
  name: string,
  paint: Paint,
): readonly (readonly string[])[] {
  const shown = isThere ? paint.bold(name) : paint.dim(name)
  return deeds.map((deed, at) => [
    at === 0 ? shown : '',
    changeText(deed.change, paint),
    deed.revision,
    placesText(deed),
  ])
}

function changeText(change: ObjectChange, paint: Paint): string {
  switch (change.kind) {
    case 'created':
      return paint.good('created')
    case 'dropped':
      return paint.bad('dropped')
    case 'renamed':
      return `${paint.warn('renamed')} from ${formatReference(change.from).replace(/^(view )?\S+ /, '')}`
    case 'altered':
      return change.attributes
        .map(({ attribute, before, after }) => {
          const values = `${brief(formatValue(before))} -> ${brief(formatValue(after))}`
          return `${paint.warn(formatAttribute(attribute))} ${values}`
        })
        .join(', ')
  }
}

/** The whole of a long value is in the JSON. */
const WIDEST = 32

function brief(text: string): string {
  const folded = text.replace(/\s+/g, ' ').trim()
  return folded.length > WIDEST ? `${folded.slice(0, WIDEST - 1)}…` : folded
}

/** Where it is only known that the revision did it, its file. */
function placesText({ file, places }: Deed): string {
  const [first, ...others] = places
  if (first === undefined) return file
  return [`${first.file}:${first.line}`, ...others.map(({ line }) => `or :${line}`)].join(' ')
}
