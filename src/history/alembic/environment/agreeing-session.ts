import type { Session } from '../../../postgres/session.ts'

/** An empty database that agrees to everything, for an env.py that is read and runs nothing. */
export const agreeingSession: Session = {
  engine: 'embedded',
  serverVersion: 180000,
  run: () => Promise.resolve(),
  query: () => Promise.resolve([]),
  onNotice: () => undefined,
  close: () => Promise.resolve(),
}
