import type { Session } from '../../../postgres/session.ts'

/** An empty database that agrees to everything, with nobody at the other end: for an env.py that is only read. */
export const agreeingSession: Session = {
  engine: 'server',
  serverVersion: 180_000,
  run: () => Promise.resolve(),
  query: () => Promise.resolve([]),
  onNotice: () => undefined,
  close: () => Promise.resolve(),
}
