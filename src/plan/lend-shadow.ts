import type { Session } from '../postgres/session.ts'

/** Lends an empty throw-away database, a new one each time, and drops it. */
export type LendShadow = <Result>(work: (shadow: Session) => Promise<Result>) => Promise<Result>
