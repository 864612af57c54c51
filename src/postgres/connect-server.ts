import { isIP } from 'node:net'
import type { ConnectionOptions } from 'node:tls'
import type pg from 'pg'
import { UserError } from '../kernel/user-error.ts'
import { connectionFault } from './connection-fault.ts'
import type { ServerAddress } from './server-address.ts'
import { ServerSession } from './server-session.ts'
import type { Session } from './session.ts'

/** How long to try. */
export interface ConnectOptions {
  /** Milliseconds until an address that does not answer is given up. */
  readonly connectTimeout: number
  /**
   * Whether queries that are asked again are prepared; false if not given, for a connection pooler
   * in between may know no prepared statements.
   */
  readonly prepares?: boolean
}

/**
 * Opens a session on a server.
 *
 * @throws UserError for whatever keeps the door shut: nobody there, a wrong password, no such
 *   database, TLS refused. Its text never holds the password.
 */
export async function connectServer(
  address: ServerAddress,
  options: ConnectOptions,
): Promise<Session> {
  const { mode } = address.tls
  try {
    return await open(address, { ...options, tls: mode !== 'disable' })
  } catch (error) {
    if (mode === 'prefer' && isTlsRefusal(error)) {
      return await open(address, { ...options, tls: false })
    }
    throw error
  }
}

interface Attempt extends ConnectOptions {
  readonly tls: boolean
}

async function open(address: ServerAddress, attempt: Attempt): Promise<Session> {
  const client = await makeClient(address, attempt)
  // A connection that breaks while it is being set up is told twice: by the call under way, and by
  // this event, which without a listener would end the process.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await ServerSession.begin(client, { address, prepares: attempt.prepares ?? false })
  } catch (error) {
    await client.end().catch(() => undefined)
    throw connectionFault(error, address)
  }
}

async function makeClient(address: ServerAddress, attempt: Attempt): Promise<pg.Client> {
  // Loading pg takes 40 ms, which a command without a server need not pay.
  const { default: driver } = await import('pg')
  return new driver.Client({
    host: address.host,
    port: address.port,
    database: address.database,
    user: address.user,
    ...(address.password ? { password: address.password.reveal() } : {}),
    ...(address.options === null ? {} : { options: address.options }),
    application_name: address.applicationName,
    connectionTimeoutMillis: attempt.connectTimeout,
    keepAlive: true,
    ssl: attempt.tls ? tlsConnection(address) : false,
  })
}

/** libpq's meaning of the modes, which is not the one that pg gives them. */
function tlsConnection({ host, tls }: ServerAddress): ConnectionOptions {
  const verified = tls.mode === 'verify-ca' || tls.mode === 'verify-full'
  return {
    rejectUnauthorized: verified,
    // Without a socket of its own to open, TLS needs the host only to hold the certificate to it.
    host: tls.serverName ?? host,
    ...(isIP(host) === 0 || tls.serverName !== undefined
      ? { servername: tls.serverName ?? host }
      : {}),
    ...(tls.ca === undefined ? {} : { ca: tls.ca }),
    ...(tls.certificate === undefined ? {} : { cert: tls.certificate }),
    ...(tls.key === undefined ? {} : { key: tls.key }),
    ...(tls.mode === 'verify-full' ? {} : { checkServerIdentity: () => undefined }),
  }
}

function isTlsRefusal(error: unknown): boolean {
  return error instanceof UserError && error.code === 'tls-refused'
}
