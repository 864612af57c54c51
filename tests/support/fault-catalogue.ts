import { catalogueHash } from '../../src/catalogue/snapshot.ts'
import { introspect } from '../../src/postgres/introspect.ts'
import type { Session } from '../../src/postgres/session.ts'

/** What is the same after every run that came to its end, however often it was interrupted. */
export interface FinalState {
  /** SHA-256 of the catalogue. */
  readonly catalogue: string
  /** How often each line stands in the table `log`: `2 × 003 begin`. */
  readonly log: readonly string[]
  readonly invalidIndexes: readonly string[]
  /** `001_first applied`, and how many statements. */
  readonly ledger: readonly string[]
}

/** The questions for it, but for the catalogue; each gives rows with a `text`. */
const finalQueries = {
  log: `select format('%s × %s', count(*), what) as text from public.log group by what order by what`,
  invalidIndexes: `select indexrelid::regclass::text as text from pg_index
    where not indisvalid or not indisready or not indislive order by 1`,
  ledger: `select format('%s %s %s %s', revision, state, statements, in_doubt) as text
    from elenchus.ledger order by revision`,
} as const

/** Reads the state of a database that has a table `public.log (what text)`. */
export async function finalState(session: Session): Promise<FinalState> {
  const texts = async (query: string): Promise<readonly string[]> =>
    (await session.query<{ text: string }>(query)).map(({ text }) => text)
  return {
    log: await texts(finalQueries.log),
    invalidIndexes: await texts(finalQueries.invalidIndexes),
    ledger: await texts(finalQueries.ledger),
    catalogue: catalogueHash((await introspect(session)).catalogue),
  }
}
