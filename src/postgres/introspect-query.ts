import { readFileSync } from 'node:fs'
import { majorVersion, type Session } from './session.ts'

/** The fixed queries: one file of queries/ each. */
export type IntrospectQuery =
  | 'aggregates'
  | 'column-rights'
  | 'columns'
  | 'composite-types'
  | 'constraints'
  | 'default-rights'
  | 'dependencies'
  | 'domain-checks'
  | 'domains'
  | 'enums'
  | 'extensions'
  | 'identities'
  | 'indexes'
  | 'parents'
  | 'policies'
  | 'ranges'
  | 'relation-rights'
  | 'routine-rights'
  | 'routines'
  | 'schemas'
  | 'scope'
  | 'sequences'
  | 'statistics'
  | 'statistics-rights'
  | 'tables'
  | 'triggers'
  | 'type-rights'
  | 'undescribed'
  | 'views'

/** Runs one of the fixed queries and returns its rows. */
export type ReadRows = <Row>(query: IntrospectQuery) => Promise<readonly Row[]>

/** A {@link ReadRows} on a session, with each query as its version of PostgreSQL needs it. */
export function readRowsOf(session: Session): ReadRows {
  const major = majorVersion(session)
  return <Row>(query: IntrospectQuery) => session.query<Row>(textForMajor(readQuery(query), major))
}

/** The text of a query file, which is valid as it stands on the newest version. */
export function readQuery(query: IntrospectQuery): string {
  const known = texts.get(query)
  if (known !== undefined) return known
  const text = readFileSync(new URL(`./queries/${query}.sql`, import.meta.url), 'utf8')
  texts.set(query, text)
  return text
}

const texts = new Map<IntrospectQuery, string>()

// Where versions differ, the files say: /* since 18: */ new /* before: old */
const versionMark = /\/\* since (\d+): \*\/(.*?)\/\* before: (.*?) \*\//gs

/** Puts the older text in the place of what a major version does not have yet. */
export function textForMajor(text: string, major: number): string {
  const tooNew = [...text.matchAll(versionMark)].filter(([, since]) => major < Number(since))
  return tooNew.reduce((older, [mark, , , before = '']) => older.replace(mark, () => before), text)
}

// Where only some objects are asked for, the files say: /* scoped: … */, or what is said instead of
// it otherwise: /* whole: */ … /* scoped: … */
const scopeMark = /(?:\/\* whole: \*\/.*?)?\/\* scoped: (.*?) \*\//gs

/** The text that asks only for the objects whose oids are in the array `elenchus_scope`. */
export function scopedText(text: string): string {
  return text.replace(scopeMark, (_, scoped: string) => scoped)
}
