import type { Revision } from '../history/revision.ts'
import { revisionsOf } from '../history/revisions-of.ts'
import { compareVersions } from '../history/version.ts'
import { UserError } from '../kernel/user-error.ts'
import type { Notice } from '../postgres/session.ts'
import { headsOf } from './alembic/alembic-meant.ts'
import { databaseRefusal } from './database-refusal.ts'
import type { Direction } from './ledger/ledger-row.ts'
import type { Opened, Run } from './opened.ts'
import type { DatabaseRelease, DoneRevision, Release, SkippedRevision } from './release.ts'
import type { RevisionStanding } from './standing.ts'

/** One database's part of a release while it grows. */
interface Part {
  readonly opened: Opened
  readonly done: DoneRevision[]
  readonly skipped: SkippedRevision[]
  notices: Notice[]
}

/** Keeps the minutes of a run: the only thing about a release that changes. */
export class ReleaseRecord {
  readonly #run: Run
  readonly #direction: Direction
  readonly #parts: readonly Part[]
  #current: Revision | null = null

  constructor(run: Run, opened: readonly Opened[], direction: Direction) {
    this.#run = run
    this.#direction = direction
    this.#parts = opened.map((one) => ({ opened: one, done: [], skipped: [], notices: [] }))
    for (const part of this.#parts) {
      part.opened.context.session.onNotice((notice) => part.notices.push(notice))
    }
  }

  /** A revision is about to be run; gives the database it is run in. */
  begin(revision: Revision): Opened {
    this.#current = revision
    const { database, id } = revision
    this.#run.recording?.push({ kind: 'migration', database, revision: id })
    const part = this.#partOf(revision)
    part.notices = []
    return part.opened
  }

  done(revision: Revision, milliseconds: number): void {
    const part = this.#partOf(revision)
    part.done.push({ revision: revision.id, milliseconds, notices: part.notices })
    this.#current = null
  }

  skipped(revision: Revision, reason: string): void {
    this.#partOf(revision).skipped.push({ revision: revision.id, reason })
    this.#current = null
  }

  finished(): Release {
    return this.#release(null)
  }

  /** @throws what is no fault of the user's or of a database, and so is a bug of ours */
  failed(error: unknown): Release {
    const failure = databaseRefusal(this.#current?.database ?? '', error, this.#current?.kind)
    if (failure instanceof UserError) return this.#release(failure)
    throw failure
  }

  #partOf(revision: Revision): Part {
    const part = this.#parts.find(({ opened }) => opened.context.database === revision.database)
    if (part === undefined) throw new RangeError(`${revision.database} was not opened`)
    return part
  }

  #release(failure: UserError | null): Release {
    const databases = this.#parts.map((part) => this.#partRelease(part))
    const { release: id } = this.#run
    return { kind: 'release', id, direction: this.#direction, databases, failure }
  }

  #partRelease(part: Part): DatabaseRelease {
    const { opened, done, skipped } = part
    const { database } = opened.context
    const applied = this.#appliedAfter(part)
    const failed = this.#current?.database === database ? this.#current.id : null
    return {
      database,
      done,
      skipped,
      failed,
      head: headOf(opened, applied),
      pending: revisionsOf([opened.history])
        .map(({ id }) => id)
        .filter((id) => !applied.has(id)),
    }
  }

  #appliedAfter({ opened, done }: Part): ReadonlySet<string> {
    const standings: readonly RevisionStanding[] = opened.standing.revisions
    const before = standings.filter(isApplied).map(({ id }) => id)
    const moved = done.map(({ revision }) => revision)
    if (this.#direction === 'up') return new Set([...before, ...moved])
    return new Set(before.filter((id) => !moved.includes(id)))
  }
}

function isApplied({ kind, state, row }: RevisionStanding): boolean {
  return kind === 'alembic' ? state === 'applied' : row?.state === 'applied'
}

/** The last one; of Alembic all heads. */
function headOf({ history }: Opened, applied: ReadonlySet<string>): string | null {
  switch (history.kind) {
    case 'sql':
      return [...applied].sort(compareVersions).at(-1) ?? null
    case 'alembic': {
      const all = [...history.revisions, ...history.beyond].filter(({ id }) => applied.has(id))
      const heads = headsOf(all).map(({ id }) => id)
      return heads.length === 0 ? null : heads.join(', ')
    }
  }
}
