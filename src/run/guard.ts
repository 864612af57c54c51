import { UserError } from '../kernel/user-error.ts'
import type { DatabaseStanding, RevisionStanding } from './standing.ts'

/** A standing with the database it stands in. */
type Located = RevisionStanding & { readonly database: string }

/** At most so many names are listed in an error. */
const LISTED = 10

/**
 * Refuses to work where the ledger and the files contradict each other: files that changed after
 * they were applied, rows that no file has, and files that came in before what is applied.
 *
 * @param allowOutOfOrder whether the user asked for the last of these
 */
export function refuseContradictions(
  standings: readonly DatabaseStanding[],
  { allowOutOfOrder }: { readonly allowOutOfOrder: boolean },
): void {
  const all = standings.flatMap(located)
  refuse(
    all.filter(({ state }) => state === 'changed'),
    changedFiles,
  )
  refuse(
    all.filter(({ state }) => state === 'unknown'),
    unknownRevisions,
  )
  if (!allowOutOfOrder) {
    refuse(
      all.filter(({ outOfOrder }) => outOfOrder),
      filesOutOfOrder,
    )
  }
}

function located({ database, revisions }: DatabaseStanding): readonly Located[] {
  return revisions.map((standing: RevisionStanding) => ({ ...standing, database }))
}

function refuse(
  found: readonly Located[],
  fault: (first: Located, found: readonly Located[]) => UserError,
): void {
  const [first] = found
  if (first !== undefined) throw fault(first, found)
}

function changedFiles(first: Located, found: readonly Located[]): UserError {
  const name = `${first.database}/${first.id}`
  return new UserError(
    found.length === 1
      ? `Migration "${name}" was changed after it was applied.`
      : `${found.length} migrations were changed after they were applied, "${name}" the first.`,
    {
      code: 'checksum-changed',
      at: placeOfFile(first),
      details: listed(found, (standing) => [
        `${standing.database}/${standing.id}`,
        `  in the ledger: ${standing.row?.checksum ?? ''}`,
        `  in the file:   ${checksumOf(standing) ?? ''}`,
      ]),
      hint: `Restore the file and write a new migration (\`elenchus new ${first.database} <name>\`), or, where the database is right as it is, accept the file: \`elenchus stamp ${name} --accept\`.`,
    },
  )
}

/** Of Alembic's files nobody keeps one. */
export function checksumOf({ revision }: RevisionStanding): string | null {
  return revision?.kind === 'sql' ? revision.checksum : null
}

function unknownRevisions(first: Located, found: readonly Located[]): UserError {
  const name = `${first.database}/${first.id}`
  return new UserError(
    found.length === 1
      ? `Database "${first.database}" has the migration "${first.id}", and no file has it.`
      : `The databases have ${found.length} migrations that no file has, "${name}" the first.`,
    {
      code: 'unknown-revision',
      details: listed(found, (standing) => [
        standing.row === null
          ? `${standing.database}/${standing.id}, in Alembic's table`
          : `${standing.database}/${standing.id}, ${standing.row.state} ${standing.row.at}`,
      ]),
      hint: `Take the code that has them, for this one may be older than the database. To forget one: \`elenchus stamp ${name} --forget\`.`,
    },
  )
}

function filesOutOfOrder(first: Located, found: readonly Located[]): UserError {
  const name = `${first.database}/${first.id}`
  return new UserError(
    found.length === 1
      ? `Migration "${name}" is pending and stands before one that is applied.`
      : `${found.length} migrations are pending and stand before applied ones, "${name}" the first.`,
    {
      code: 'out-of-order',
      at: placeOfFile(first),
      details: listed(found, (standing) => [`${standing.database}/${standing.id}`]),
      hint: 'Give it a later version, or apply it where it stands: `elenchus up --out-of-order`.',
    },
  )
}

function listed(
  found: readonly Located[],
  lines: (standing: Located) => readonly string[],
): readonly string[] {
  const shown = found.slice(0, LISTED).flatMap(lines)
  return found.length > LISTED ? [...shown, `… and ${found.length - LISTED} more`] : shown
}

function placeOfFile({
  revision,
}: Located): { file: string; line: number; column: number } | undefined {
  return revision === null ? undefined : { file: revision.file, line: 1, column: 1 }
}
