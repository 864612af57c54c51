import { UserError } from '../../kernel/user-error.ts'
import { formatEnd } from '../../references/make-reference.ts'
import type { Reference, ReferenceColumns } from '../../references/reference.ts'
import {
  judgeReference,
  referenceRisks,
  type ReferenceVerdict,
} from '../../references/reference-verdict.ts'
import type { Run } from '../../run/opened.ts'
import { loadParser } from '../../sql/parser.ts'
import { hearOne, type HeardOne } from '../audit/hear-one.ts'
import { countOrphans } from './count-orphans.ts'
import { referencesOf, schemasOf } from './references-of.ts'
import { withSessions } from './with-sessions.ts'

/** Which references are listed. */
export interface ReferencesOptions {
  /** `auth:public.users.id`, or the beginning of it: `auth:public.users`; null for all. */
  readonly to: string | null
  readonly from: string | null
  /** Whether rows that point at nothing are counted. */
  readonly orphans: boolean
  /** Whether databases are asked, and not only the files. */
  readonly live: boolean
}

/** References, and what there is to say of each. */
export interface ReferenceList {
  readonly kind: 'references'
  readonly references: readonly ListedReference[]
}

/** A reference and what there is to say of it. */
export interface ListedReference extends Reference {
  readonly verdict: ReferenceVerdict
  readonly risk: string
  /** Null where nobody counted. */
  readonly orphans: { readonly orphans: number; readonly rows: number } | null
}

/**
 * Lists what points where.
 *
 * @throws UserError where nothing is called as `to` or `from` say
 */
export async function listReferences(
  run: Run,
  { to, from, orphans, live }: ReferencesOptions,
): Promise<ReferenceList> {
  await loadParser()
  const heard: HeardOne[] = []
  for (const database of run.application.databases) {
    heard.push(
      await hearOne(run, { database, live, down: false, code: () => Promise.resolve(null) }),
    )
  }
  const schemas = schemasOf(heard.map(({ subject }) => subject))
  const all = referencesOf(run.application, schemas)
  refuseUnknown(to, schemas)
  refuseUnknown(from, schemas)
  const wanted = all.filter((one) => isWithin(one.to, to) && isWithin(one.from, from))
  const counted = orphans
    ? await withSessions(run, run.application.databases, (of) => countOrphans(wanted, of))
    : []
  const counts = new Map(counted.map(({ reference, ...count }) => [reference, count]))
  return {
    kind: 'references',
    references: wanted.map((reference) => {
      const verdict = judgeReference(reference)
      const count = counts.get(reference) ?? null
      return { ...reference, verdict, risk: riskOf(verdict, reference), orphans: count }
    }),
  }
}

/** What may be there all the same is no risk that is known. */
function riskOf(verdict: ReferenceVerdict, { doubt }: Reference): string {
  return doubt === null ? referenceRisks[verdict] : `not known: ${doubt.says}`
}

function isWithin(end: ReferenceColumns, path: string | null): boolean {
  if (path === null) return true
  const own = formatEnd(end)
  return own === path || own.startsWith(`${path}.`)
}

function refuseUnknown(path: string | null, schemas: ReturnType<typeof schemasOf>): void {
  if (path === null) return
  const known = schemas.flatMap(({ database, catalogue }) =>
    catalogue.tables.flatMap(({ schema, name, columns }) => {
      const table = `${database}:${schema}.${name}`
      return [database, table, ...columns.map((column) => `${table}.${column.name}`)]
    }),
  )
  if (known.includes(path)) return
  throw new UserError(`There is no column or table "${path}".`, {
    code: 'unknown-column',
    hint: 'Name it with its database: --to auth:public.users.id',
  })
}
