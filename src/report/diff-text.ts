import { formatReference } from '../catalogue/object-reference.ts'
import { formatAttribute, formatValue, type Difference } from '../compare/difference.ts'
import type { Rename } from '../compare/renames.ts'
import type { Diff, Side } from '../witness/diff.ts'
import { columns } from './columns.ts'
import type { Paint } from './paint.ts'
import { counted, serverVersion } from './quantities.ts'
import { groupBy } from '../kernel/group-by.ts'

/** What two witnesses disagree about, object by object, with both sides. */
export function diffText(diff: Diff, paint: Paint): string {
  const blocks = [
    heading(diff, paint),
    ...byObject(diff.differences).map((group) => objectBlock(group, diff, paint)),
    ...remarks(diff).map((lines) => lines.join('\n')),
    verdict(diff, paint),
  ]
  return `${blocks.join('\n\n')}\n`
}

function heading({ left, right }: Diff, paint: Paint): string {
  const row = (name: string, side: Side): readonly string[] => [
    paint.bold(name),
    side.witness,
    `PostgreSQL ${serverVersion(side.serverVersion)}`,
  ]
  return columns([row('left', left), row('right', right)]).join('\n')
}

/** Differences are sorted by object, so those of one stand together. */
function byObject(all: readonly Difference[]): readonly (readonly Difference[])[] {
  return [...groupBy(all, ({ object }) => formatReference(object)).values()]
}

function objectBlock(group: readonly Difference[], diff: Diff, paint: Paint): string {
  const [first] = group
  const name = first === undefined ? '' : paint.bold(formatReference(first.object))
  return [name, ...group.flatMap((difference) => lines(difference, diff, paint))].join('\n')
}

function lines(difference: Difference, { left, right }: Diff, paint: Paint): readonly string[] {
  switch (difference.kind) {
    case 'missing':
      return [`  ${paint.bad(`only in ${left.witness}`)}${withParts(difference.parts)}`]
    case 'unexpected':
      return [`  ${paint.good(`only in ${right.witness}`)}${withParts(difference.parts)}`]
    case 'changed': {
      const values = columns([
        [left.witness, oneLine(formatValue(difference.left))],
        [right.witness, oneLine(formatValue(difference.right))],
      ])
      return [`  ${formatAttribute(difference.attribute)}`, ...values.map((line) => `    ${line}`)]
    }
  }
}

function withParts(parts: number): string {
  return parts === 0 ? '' : `, with ${counted(parts, 'part')}`
}

/** Bodies of functions have many lines; what differs in them is for a tool that shows texts. */
function oneLine(text: string): string {
  const folded = text.replace(/\s+/g, ' ').trim()
  return folded.length > 160 ? `${folded.slice(0, 159)}…` : folded
}

function remarks({ renames, columnOrders, left, right }: Diff): readonly (readonly string[])[] {
  const orders = columnOrders.map(
    ({ table }) =>
      `${formatReference(table)}: the columns stand in another order, which is no difference`,
  )
  const notes = [left, right].flatMap((side) => [
    ...side.notes,
    ...side.undescribed.map((object) => `not compared, in ${side.witness}: ${object}`),
  ])
  return [renames.map(renameLine), orders, notes].filter((one) => one.length > 0)
}

function renameLine({ from, to, rivals }: Rename): string {
  const doubt = rivals === 0 ? '' : ` (${counted(rivals, 'other pair')} would fit too)`
  return `perhaps renamed: ${formatReference(from)} to ${formatReference(to)}${doubt}`
}

function verdict({ differences }: Diff, paint: Paint): string {
  return differences.length === 0
    ? paint.good('no difference')
    : paint.bad(counted(differences.length, 'difference'))
}
