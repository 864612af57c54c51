import type { PGlite } from '@electric-sql/pglite'

/** The entry into PostgreSQL that handles one message. */
interface MainLoop {
  _PostgresMainLoopOnce: () => void
}

/** The status with which PGlite leaves the main loop after an ordinary SQL error. */
const SQL_ERROR = 100

/**
 * Reports what ends PostgreSQL: a fatal error, or WASM that went astray. PGlite swallows both, and
 * would go on with a broken instance that answers nothing or nonsense.
 */
export function guardAgainstCrash(pglite: PGlite, report: (error: unknown) => void): void {
  const module = pglite.Module as MainLoop
  const enter = module._PostgresMainLoopOnce
  module._PostgresMainLoopOnce = () => {
    try {
      enter()
    } catch (error) {
      if (!isSqlError(error)) report(error)
      throw error
    }
  }
}

function isSqlError(error: unknown): boolean {
  return (error as { status?: unknown } | null)?.status === SQL_ERROR
}
