import { replay, type ReplayStep } from '../history/replay.ts'
import { introspect, type Introspection } from '../postgres/introspect.ts'
import type { Session } from '../postgres/session.ts'
import { openShadow, type ShadowPlace } from '../shadow/open-shadow.ts'
import { shadowFacts } from '../shadow/shadow-facts.ts'
import { serverAddress } from './open-database.ts'
import type { Run } from './opened.ts'

/**
 * Replays revisions on a shadow and describes what they made. The parser has to be loaded.
 *
 * @throws UserError with the place of the statement that PostgreSQL refuses
 */
export function rebuild(run: Run, steps: readonly ReplayStep[]): Promise<Introspection> {
  return onShadow(run, (shadow) => replay(shadow, steps), introspect)
}

/** Does something on a shadow, reads what it is then, and drops it. */
export async function onShadow<Found>(
  run: Run,
  work: (shadow: Session) => Promise<void>,
  read: (shadow: Session) => Promise<Found>,
): Promise<Found> {
  return withShadow(run, async (shadow) => {
    await work(shadow)
    return read(shadow)
  })
}

/** Lends an empty shadow, and drops it. */
export async function withShadow<Result>(
  run: Run,
  work: (shadow: Session) => Promise<Result>,
): Promise<Result> {
  const { cache, clock } = run.environment
  const { connect: connectTimeout } = run.application.timeouts
  const shadow = await openShadow({ place: await shadowPlace(run), cache, connectTimeout, clock })
  try {
    return await work(shadow)
  } finally {
    await shadow.close()
  }
}

/** All of the place for shadows that a replay could depend on. */
export async function shadowFactsOf(run: Run): Promise<string> {
  const { connect: connectTimeout } = run.application.timeouts
  return shadowFacts({ place: await shadowPlace(run), connectTimeout })
}

async function shadowPlace({ application, environment }: Run): Promise<ShadowPlace> {
  const { shadow } = application
  if (shadow.kind === 'embedded') return shadow
  return { kind: 'server', address: await serverAddress(shadow, environment.files) }
}
