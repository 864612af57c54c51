import { UserError } from '../kernel/user-error.ts'
import { Secret } from '../kernel/secret.ts'

/** How far TLS is asked for, with libpq's words and meaning. */
export type TlsMode = 'disable' | 'prefer' | 'require' | 'verify-ca' | 'verify-full'

/** TLS options that an address cannot say; files are given by their content (PEM). */
export interface TlsOptions {
  readonly mode?: TlsMode | undefined
  readonly ca?: string | undefined
  readonly certificate?: string | undefined
  readonly key?: string | undefined
  readonly serverName?: string | undefined
}

/** Where a server is and how to come in. Never printed whole: see {@link describeAddress}. */
export interface ServerAddress {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly password: Secret | null
  readonly tls: TlsOptions & { readonly mode: TlsMode }
  readonly applicationName: string
  /** Start-up options, as in `?options=-c%20search_path%3Dapp`. */
  readonly options: string | null
}

const tlsModes: readonly string[] = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full']

/** The last three are about things that this program settles otherwise. */
const knownParameters = [
  ...['host', 'port', 'user', 'password', 'dbname', 'sslmode', 'application_name', 'options'],
  ...['connect_timeout', 'fallback_application_name', 'gssencmode'],
]

/** What an address means besides its password: `specs at db.example.com:5432 as app`. */
export function describeAddress(address: ServerAddress): string {
  return `${address.database} at ${address.host}:${address.port} as ${address.user}`
}

/**
 * Reads a `postgresql://` address. Parameters that libpq knows and this program does not are
 * refused rather than passed over, for one of them may be about safety.
 *
 * @throws UserError that never shows the address, for it may hold a password
 */
export function parseAddress(url: Secret): ServerAddress {
  const parsed = parseUrl(url)
  const parameters = new Map(parsed.searchParams)
  const take = (name: string): string | null => {
    const value = parameters.get(name) ?? null
    parameters.delete(name)
    return value
  }
  const host = take('host') ?? decodeURIComponent(parsed.hostname)
  const user = take('user') ?? decodeURIComponent(parsed.username)
  const password = take('password') ?? decodeURIComponent(parsed.password)
  const database = take('dbname') ?? decodeURIComponent(parsed.pathname.slice(1))
  const address: ServerAddress = {
    host: host === '' ? 'localhost' : host.replace(/^\[|\]$/g, ''),
    port: portOf(take('port') ?? parsed.port),
    user: user === '' ? 'postgres' : user,
    password: password === '' ? null : new Secret(password),
    database: database === '' ? user : database,
    tls: { mode: tlsModeOf(take('sslmode'), host) },
    applicationName: take('application_name') ?? 'elenchus',
    options: take('options'),
  }
  for (const name of knownParameters) parameters.delete(name)
  refuseUnknown([...parameters.keys()])
  return address
}

function parseUrl(secret: Secret): URL {
  const text = secret.reveal()
  if (!/^postgres(ql)?:\/\//.test(text)) {
    throw addressError('A database address does not start with "postgresql://".')
  }
  if (!URL.canParse(text)) throw addressError('A database address is not a valid URL.')
  const url = new URL(text)
  // Uncaught, an unencoded "%" of a password would end as a bare URIError.
  const encoded = [url.hostname, url.username, url.password, url.pathname]
  if (!encoded.every(isDecodable)) {
    throw addressError('A database address has a "%" without two hexadecimal digits after it.')
  }
  return url
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

function portOf(text: string): number {
  if (text === '') return 5432
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw addressError('The port of a database address is not a number from 1 to 65535.')
}

/** A server on this machine or behind a socket is reached without TLS unless it is asked for. */
function tlsModeOf(text: string | null, host: string): TlsMode {
  if (text === null) return isLocal(host) ? 'disable' : 'prefer'
  // libpq's "allow" tries without TLS first; nobody who writes it minds TLS being tried first.
  if (text === 'allow') return 'prefer'
  if (isTlsMode(text)) return text
  throw addressError(
    'The "sslmode" of a database address is unknown.',
    `Use one of ${tlsModes.join(', ')}.`,
  )
}

function isTlsMode(text: string): text is TlsMode {
  return tlsModes.includes(text)
}

/** True for loopback and for the folder of a Unix socket. */
export function isLocal(host: string): boolean {
  return host === '' || host.startsWith('/') || /^(localhost|127\..*|\[?::1\]?)$/.test(host)
}

/** The names are not shown: after an unencoded "?" of a password they would be a part of it. */
function refuseUnknown(names: readonly string[]): void {
  if (names.length === 0) return
  throw addressError(
    'A database address has a parameter that is unknown.',
    `Known are ${knownParameters.join(', ')}. Certificates and keys go under "tls" of the database in the settings file; a "?" of a password is written %3F.`,
  )
}

function addressError(message: string, hint?: string): UserError {
  return new UserError(message, {
    code: 'database-address',
    hint:
      hint ??
      'The form is postgresql://user:password@host:5432/database; special characters of the password are percent-encoded.',
  })
}
