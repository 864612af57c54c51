import { readFileSync } from 'node:fs'
import type { Session } from '../../../postgres/session.ts'

/** The questions that an inspector asks: one file of queries/ each. */
export type InspectorQuery =
  'column' | 'columns' | 'constraints' | 'enums' | 'indexes' | 'relations' | 'schemas' | 'visible'

const texts = new Map<InspectorQuery, string>()

/** Asks one of them. */
export function askInspector<Row>(
  session: Session,
  query: InspectorQuery,
  values: readonly (string | null)[],
): Promise<readonly Row[]> {
  const text =
    texts.get(query) ?? readFileSync(new URL(`./queries/${query}.sql`, import.meta.url), 'utf8')
  texts.set(query, text)
  return session.query<Row>(text, values)
}
