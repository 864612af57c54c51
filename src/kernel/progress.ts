/** One piece of long work that a user waits for, usually a migration in a database. */
export interface Task {
  /** What the work belongs to, usually the name of a database: one line on a terminal. */
  readonly lane: string
  /** What is being done: `001_initial_schema`, `replay`. */
  readonly title: string
}

/** How a task ended. */
export type Outcome = 'done' | 'failed' | 'skipped'

/** Through this long work speaks to whoever draws it; the library itself is silent. */
export interface Progress {
  started(task: Task): void
  advanced(task: Task, step: Step): void
  finished(task: Task, outcome: Outcome, milliseconds: number): void
}

/** How far a task has come. */
export interface Step {
  /** Units finished so far: statements, blocks, rows. */
  readonly done: number
  /** Units in all, or null where nobody knows. */
  readonly total: number | null
  /** What it is at, such as the statement's first words or a lock that is awaited. */
  readonly detail: string
}

/** For callers who do not wait. */
export const silentProgress: Progress = {
  started: () => undefined,
  advanced: () => undefined,
  finished: () => undefined,
}
