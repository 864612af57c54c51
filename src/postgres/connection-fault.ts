import { UserError } from '../kernel/user-error.ts'
import { toPostgresError } from './server-error.ts'
import { describeAddress, type ServerAddress } from './server-address.ts'

/** Why a door stayed shut: a stable code and the way out. */
interface Fault {
  readonly code: string
  readonly reason: string
  readonly hint: string
}

/** Faults that PostgreSQL names itself, by SQLSTATE. */
const bySqlState: Readonly<Record<string, Fault>> = {
  '28P01': {
    code: 'password-refused',
    reason: 'the password was refused',
    hint: 'Check the password in the address. Special characters must be percent-encoded.',
  },
  '28000': {
    code: 'login-refused',
    reason: 'the server does not let this user in',
    hint: 'Check the user of the address and the server\'s pg_hba.conf, TLS included ("sslmode").',
  },
  '3D000': {
    code: 'database-missing',
    reason: 'there is no such database',
    hint: 'Create it first (`createdb`), or correct the name in the address.',
  },
  '53300': {
    code: 'too-many-connections',
    reason: 'the server has no connection left',
    hint: 'Wait, or free connections; Elenchus takes one or two for each database.',
  },
  '57P03': {
    code: 'server-starting',
    reason: 'the server is starting up or shutting down',
    hint: 'Try again in a moment.',
  },
}

/** Faults of the network, by the codes of Node. */
const byNodeCode: Readonly<Record<string, Fault>> = {
  ECONNREFUSED: {
    code: 'server-unreachable',
    reason: 'nothing listens there',
    hint: 'Start the server, or correct host and port of the address.',
  },
  ENOTFOUND: {
    code: 'server-unreachable',
    reason: 'the host name is unknown',
    hint: 'Correct the host of the address.',
  },
  ENOENT: {
    code: 'server-unreachable',
    reason: 'there is no such socket',
    hint: 'Start the server, or correct the folder of its socket.',
  },
  ETIMEDOUT: {
    code: 'server-unreachable',
    reason: 'it did not answer in time',
    hint: 'Check the address and the firewall, or raise "timeouts.connect" in the settings file.',
  },
  ECONNRESET: {
    code: 'server-unreachable',
    reason: 'it closed the connection',
    hint: 'See the log of the server.',
  },
}

const tlsRefused: Fault = {
  code: 'tls-refused',
  reason: 'the server does not speak TLS',
  hint: 'Add "sslmode=disable" to the address if the way to the server is safe.',
}

const tlsUntrusted: Fault = {
  code: 'tls-untrusted',
  reason: 'its TLS certificate is not trusted',
  hint: 'Give the authority\'s certificate as "tls.ca" of the database in the settings file.',
}

const unknownFault: Fault = {
  code: 'server-unreachable',
  reason: 'the connection failed',
  hint: 'Check the address and see the log of the server.',
}

/** What a failed connection means to the user; the message of the cause goes along as a detail. */
export function connectionFault(error: unknown, address: ServerAddress): UserError {
  if (error instanceof UserError) return error
  const fault = faultOf(error)
  return new UserError(`Cannot connect to "${describeAddress(address)}": ${fault.reason}.`, {
    code: fault.code,
    hint: fault.hint,
    details: [withoutSecrets(messageOf(error), address)],
  })
}

/** A connection that worked and was lost. What was under way may or may not have happened. */
export function connectionLost(error: unknown, address: ServerAddress): UserError {
  return new UserError(`The connection to "${describeAddress(address)}" was lost.`, {
    code: 'connection-lost',
    hint: 'Run the same command again: it goes on where the ledger says.',
    details: [withoutSecrets(messageOf(error), address)],
  })
}

function faultOf(error: unknown): Fault {
  const sqlState = toPostgresError(error)?.code
  if (sqlState !== undefined) return bySqlState[sqlState] ?? unknownFault
  const message = messageOf(error)
  if (message.includes('does not support SSL')) return tlsRefused
  if (/certificate|self.signed|altnames/i.test(message)) return tlsUntrusted
  if (/timeout/i.test(message)) return byNodeCode['ETIMEDOUT'] ?? unknownFault
  return byNodeCode[nodeCodeOf(error)] ?? unknownFault
}

/** With several addresses of one name Node throws an AggregateError, whose code is the first's. */
function nodeCodeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : ''
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}

/** No driver is known to print a password. This keeps it so for the ones to come. */
function withoutSecrets(message: string, { password }: ServerAddress): string {
  const secret = password?.reveal() ?? ''
  return secret === '' ? message : message.replaceAll(secret, '[secret]')
}
