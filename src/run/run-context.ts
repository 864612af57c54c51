import type { Clock } from '../kernel/clock.ts'
import type { Files } from '../kernel/files.ts'
import type { Progress } from '../kernel/progress.ts'
import type { Session } from '../postgres/session.ts'
import type { Memory } from '../shadow/remember.ts'
import type { Timeouts } from '../settings/application.ts'

/** What a run takes from outside: files, time, chance and an ear. */
export interface RunEnvironment {
  readonly files: Files
  /** A folder for what can be made again: it may be emptied at any time, and be shared. */
  readonly cache: string
  /** Where replays are remembered from run to run; null where they are not. */
  readonly memory: Memory | null
  readonly clock: Clock
  readonly progress: Progress
  /** From 0 to below 1, for the jitter of retries. */
  readonly random: () => number
  /** Environment variables that revisions of Alembic ask for; null where one is not set. */
  readonly variables: (name: string) => string | null
  /** A new identifier for a release. */
  readonly newRelease: () => string
}

/** One database while it is worked on. */
export interface RunContext extends Pick<RunEnvironment, 'clock' | 'progress' | 'random'> {
  readonly database: string
  readonly session: Session
  readonly release: string
  readonly timeouts: Timeouts
  /** What the user says of an interrupted statement that no question to the database can decide. */
  readonly inDoubt: 'done' | 'again' | null
  /** The process of the session on the server. */
  readonly processId: number
  /** Opens a second session on the same database, to watch the first; null where there is none. */
  readonly openObserver: (() => Promise<Session>) | null
}
