import type { Session } from '../../src/postgres/session.ts'

/**
 * A session that stays within one transaction of the caller's: what `introspect` begins and commits
 * becomes a savepoint, so that a schema can be built, read and rolled back in milliseconds.
 */
export function withinTransaction(session: Session): Session {
  return {
    engine: session.engine,
    serverVersion: session.serverVersion,
    query: (text, values) => session.query(text, values),
    onNotice: (listener) => session.onNotice(listener),
    close: () => session.close(),
    run: (text) => session.run(nested(text)),
  }
}

function nested(text: string): string {
  if (/^\s*begin\b/.test(text)) return 'savepoint within'
  // To go back also ends `set local`, as the end of a transaction does.
  return /^\s*(commit|rollback)\b/.test(text) ? 'rollback to savepoint within' : text
}
