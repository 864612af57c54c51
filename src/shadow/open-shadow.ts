import { randomBytes } from 'node:crypto'
import type { Clock } from '../kernel/clock.ts'
import { describeAddress, type ServerAddress } from '../postgres/server-address.ts'
import { PostgresError } from '../postgres/postgres-error.ts'
import type { Session } from '../postgres/session.ts'
import { UserError } from '../kernel/user-error.ts'
import { identifier } from '../sql/identifier.ts'
import { sql } from '../sql/sql.ts'

/** Where shadows are made: in memory, or on a server whose role may create databases. */
export type ShadowPlace =
  { readonly kind: 'embedded' } | { readonly kind: 'server'; readonly address: ServerAddress }

/** What a shadow is made of. */
export interface ShadowOptions {
  readonly place: ShadowPlace
  /** The folder of the cached boot snapshot. */
  readonly cache: string
  /** Milliseconds until an address that does not answer is given up. */
  readonly connectTimeout: number
  readonly clock: Clock
}

/** Opens an empty throw-away database. Closing the session drops it. */
export async function openShadow(options: ShadowOptions): Promise<Session> {
  switch (options.place.kind) {
    case 'embedded': {
      const { openEmbedded } = await import('../embedded/open-embedded.ts')
      return openEmbedded({ folder: null, cache: options.cache, clock: options.clock })
    }
    case 'server':
      return openServerShadow(options.place.address, options.connectTimeout)
  }
}

async function openServerShadow(address: ServerAddress, connectTimeout: number): Promise<Session> {
  const { connectServer } = await import('../postgres/connect-server.ts')
  const maintenance = await connectServer(address, { connectTimeout })
  const database = `elenchus_shadow_${randomBytes(6).toString('hex')}`
  try {
    // template0 has nothing that somebody may have put into template1.
    await maintenance.run(sql`create database ${identifier(database)} template template0`)
  } catch (error) {
    await maintenance.close()
    throw cannotCreate(error, address)
  }
  const drop = async (): Promise<void> => {
    await maintenance.run(sql`drop database if exists ${identifier(database)} with (force)`)
    await maintenance.close()
  }
  try {
    const options = { connectTimeout, prepares: true }
    const session = await connectServer({ ...address, database }, options)
    return closingWith(session, drop)
  } catch (error) {
    await drop()
    throw error
  }
}

function closingWith(session: Session, drop: () => Promise<void>): Session {
  let closed = false
  return {
    engine: session.engine,
    serverVersion: session.serverVersion,
    run: (text) => session.run(text),
    query: (text, values) => session.query(text, values),
    onNotice: (listener) => session.onNotice(listener),
    async close() {
      if (closed) return
      closed = true
      await session.close()
      await drop()
    },
  }
}

function cannotCreate(error: unknown, address: ServerAddress): unknown {
  if (!(error instanceof PostgresError)) return error
  return new UserError(`Cannot create a shadow database on "${describeAddress(address)}".`, {
    code: 'shadow-refused',
    details: [error.message],
    hint: 'Give the role the right: alter role … createdb; or leave "shadow" out of the settings file to use the embedded engine.',
    cause: error,
  })
}
