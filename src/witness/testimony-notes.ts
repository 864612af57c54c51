import { formatPlace } from '../kernel/place.ts'
import type { TestimonyGap } from './testimony-gap.ts'

interface Told {
  readonly notes: readonly string[]
  readonly gaps: readonly TestimonyGap[]
}

/** What people are told of a testimony; every gap of it only where they ask. */
export function notesOf({ notes, gaps }: Told, withGaps: boolean): readonly string[] {
  return withGaps ? [...new Set([...notes, ...gaps.map(gapNote)])] : notes
}

/** A gap with its place, its reason and the source around it. */
export function gapNote({ at, reason, subject, excerpt }: TestimonyGap): string {
  const where = subject === null ? '' : `${subject}: `
  const lines = excerpt.split('\n').map((line) => `  ${line}`)
  return [`${formatPlace(at)}: ${where}not read: ${reason}`, ...lines].join('\n')
}
