import { compareText } from '../kernel/ordering.ts'

/** How many of something, and what about them: `[36, 'read whole']`. */
export type Count = readonly [count: number, what: string]

/** How much of a witness was read: `37 revisions: 36 read whole, 1 in part`. The first count is always told. */
export function readingNote(subject: string, counts: readonly Count[], gaps: number): string {
  const parts = counts.flatMap(([count, what], at) =>
    at > 0 && count === 0 ? [] : [`${count} ${what}`],
  )
  const more = gaps === 0 ? '' : '; --gaps lists what was not read'
  return `${subject}: ${parts.join(', ')}${more}`
}

/** What was asked, each once and sorted; nothing where nothing was. */
export function askedNote(opening: string, asked: Iterable<string>): readonly string[] {
  const names = [...new Set(asked)].sort(compareText)
  return names.length === 0 ? [] : [`${opening}: ${names.join(', ')}`]
}
