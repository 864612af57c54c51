import type { Session } from '../postgres/session.ts'

/** A revision may have set its own search path or role, which the next must not inherit. */
export async function resetSession(session: Session): Promise<void> {
  await session.run('reset all; reset session authorization; reset role')
}
