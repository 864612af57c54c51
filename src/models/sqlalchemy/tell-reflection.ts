import type { Place } from '../../kernel/place.ts'
import type { Value } from '../../python/value/value.ts'
import { flagIn } from './read-value.ts'
import type { Reading } from './reading.ts'

/** Why the columns of a reflected table are not read. */
export const REFLECTED =
  'the columns of this table are read from a live database, which no model tells'

/** Tells of a table whose columns come from a live database: `autoload_with=engine`. */
export function tellReflection(
  keywords: ReadonlyMap<string, Value>,
  {
    at,
    subject,
    reading,
  }: { readonly at: Place; readonly subject: string; readonly reading: Reading },
): void {
  const isAsked = flagIn(keywords.get('autoload')) === true
  const source = keywords.get('autoload_with')
  if (isAsked || (source && source.kind !== 'none')) reading.gap(REFLECTED, at, subject)
}
