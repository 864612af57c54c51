import type { Catalogue } from '../catalogue/catalogue.ts'
import { majorOf } from '../catalogue/major-version.ts'
import type { Difference } from '../compare/difference.ts'
import { differences } from '../compare/differences.ts'
import type { ReplayNote } from '../history/replayed-revision.ts'
import { UserError } from '../kernel/user-error.ts'
import { introspect, type Introspection } from '../postgres/introspect.ts'
import { loadParser } from '../sql/parser.ts'
import { refuseAlembicFaults } from './alembic/refuse-alembic-faults.ts'
import { claimedRevisions, rebuildAlembic, withoutVersions } from './alembic/rebuild-alembic.ts'
import { checksumOf } from './guard.ts'
import { withOpened, type Opened, type Run } from './opened.ts'
import { claimedSteps } from './claimed-steps.ts'
import { rebuild } from './rebuild.ts'
import { selectDatabases } from './selection.ts'
import type { DatabaseStanding, RevisionStanding } from './standing.ts'

/** What came of holding databases against their migrations. */
export interface Verification {
  readonly kind: 'verification'
  /** Sorted by name. */
  readonly databases: readonly DatabaseVerification[]
}

/** What came of it for one database. */
export interface DatabaseVerification {
  readonly database: string
  /** Revisions at which the ledger and the files disagree, in order. */
  readonly ledger: readonly LedgerFault[]
  /** How many revisions were replayed. */
  readonly replayed: number
  /** What the database has otherwise than the replay: drift. Null where the replay failed. */
  readonly drift: readonly Difference[] | null
  /** Why the replay failed. */
  readonly failure: UserError | null
  /** What of the replayed revisions could not be read: what it would have made may be missing. */
  readonly gaps: readonly ReplayNote[]
  /** As `server_version_num`, of the database and of the shadow. */
  readonly versions: { readonly database: number; readonly shadow: number | null }
  /** Objects of kinds that cannot be compared, as PostgreSQL names them. */
  readonly undescribed: readonly string[]
}

/** A revision at which the ledger and the files disagree. */
export interface LedgerFault {
  readonly revision: string
  readonly state: 'changed' | 'unknown' | 'partial'
  /** The ledger's checksum, and the file's where there is one; null for Alembic, which has none. */
  readonly checksums: { readonly ledger: string; readonly file: string | null } | null
}

/**
 * Holds the ledger of every database against the files, and the database against a replay of its
 * applied migrations on a shadow. Changes nothing.
 */
export async function verify(run: Run, only: readonly string[]): Promise<Verification> {
  const selected = selectDatabases(run.application, only)
  refuseAlembicFaults(run.histories, selected)
  await loadParser()
  return withOpened(run, selected, async (opened) => {
    const databases: DatabaseVerification[] = []
    for (const one of opened) databases.push(await verifyOne(run, one))
    return { kind: 'verification', databases }
  })
}

/** Whether nothing was found: what `elenchus verify` exits with. */
export function isVerified({ databases }: Verification): boolean {
  return databases.every(
    ({ ledger, drift, failure, gaps }) =>
      ledger.length === 0 && failure === null && drift?.length === 0 && gaps.length === 0,
  )
}

async function verifyOne(run: Run, { context, standing }: Opened): Promise<DatabaseVerification> {
  const found = await introspect(context.session)
  const live = { ...found, catalogue: withoutVersions(found.catalogue, standing) }
  const replayed = await tryRebuild(run, standing)
  const { rebuilt } = replayed
  const failed = rebuilt instanceof UserError
  return {
    database: context.database,
    ledger: standing.revisions.flatMap(faultOf),
    replayed: replayed.count,
    drift: failed ? null : driftOf(rebuilt, live),
    failure: failed ? rebuilt : null,
    gaps: replayed.gaps,
    versions: {
      database: live.server.version,
      shadow: failed ? null : rebuilt.server.version,
    },
    undescribed: undescribedIn(live.catalogue),
  }
}

function faultOf(standing: RevisionStanding): readonly LedgerFault[] {
  const { id, state, row } = standing
  if (state !== 'changed' && state !== 'unknown' && state !== 'partial') return []
  const checksums = row === null ? null : { ledger: row.checksum, file: checksumOf(standing) }
  return [{ revision: id, state, checksums }]
}

interface Rebuilding {
  readonly count: number
  readonly rebuilt: Introspection | UserError
  readonly gaps: readonly ReplayNote[]
}

/** A replay that fails is a finding about the history. */
async function tryRebuild(run: Run, standing: DatabaseStanding): Promise<Rebuilding> {
  const gaps: ReplayNote[] = []
  const replaying = replayClaimed(run, standing, gaps)
  try {
    return { count: replaying.count, rebuilt: await replaying.rebuild(), gaps }
  } catch (error) {
    if (error instanceof UserError) return { count: replaying.count, rebuilt: error, gaps }
    throw error
  }
}

function replayClaimed(
  run: Run,
  standing: DatabaseStanding,
  gaps: ReplayNote[],
): { readonly count: number; readonly rebuild: () => Promise<Introspection> } {
  switch (standing.kind) {
    case 'sql': {
      const steps = standing.revisions.flatMap(claimedSteps)
      return { count: steps.length, rebuild: () => rebuild(run, steps) }
    }
    case 'alembic': {
      const claimed = claimedRevisions(standing)
      return {
        count: claimed.length,
        rebuild: () => rebuildAlembic(run, { history: standing.history, claimed, gaps }),
      }
    }
  }
}

/** The left side is what the migrations make, the right side what is there. */
function driftOf(rebuilt: Introspection, live: Introspection): readonly Difference[] {
  const majors = { left: majorOf(rebuilt.server.version), right: majorOf(live.server.version) }
  return differences(rebuilt.catalogue, live.catalogue, { majors })
}

function undescribedIn({ undescribed }: Catalogue): readonly string[] {
  return undescribed.map(({ objectKind, identity }) => `${objectKind} ${identity}`)
}
