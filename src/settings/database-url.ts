const FORM = 'postgresql://user:password@host:5432/database'

/**
 * Why a text is not the address of a database, or null. The words never hold any part of it that
 * may be a password.
 */
export function urlFault(text: string): string | null {
  if (text.trim() === '') {
    return 'is empty; the environment variable it comes from is probably set but empty'
  }
  const scheme = schemeFault(text)
  if (scheme !== null) return scheme
  if (!URL.canParse(text)) return `is not a valid URL; the form is ${FORM}, ${ENCODE}`
  return partsFault(text, new URL(text))
}

const ENCODE =
  'with special characters of the password percent-encoded: # as %23, @ as %40, / as %2F'

function schemeFault(text: string): string | null {
  if (/^postgres(ql)?:\/\//.test(text)) return null
  const [, driver] = /^postgres(?:ql)?(\+[a-z0-9_]+):/.exec(text) ?? []
  if (driver !== undefined) {
    return `names the Python driver "${driver}"; take it out with .replace('${driver}', '')`
  }
  if (text.startsWith('jdbc:')) return `begins with "jdbc:"; the form is ${FORM}`
  if (/^\s*\w+\s*=/.test(text)) return `is of libpq's form key=value; write it as ${FORM}`
  return `does not begin with "postgresql://"; the form is ${FORM}`
}

function partsFault(text: string, url: URL): string | null {
  // Cut at "#" or "?", a password would go on in a part of the address that may be printed.
  const cutPassword = url.username === '' && /[/?].*@/.test(text.replace(/^\w+:\/\//, ''))
  if (url.hash !== '' || cutPassword) return `is cut at a special character; write it ${ENCODE}`
  if ([url.username, url.password, url.hostname, url.pathname].some(isBadlyEncoded)) {
    return 'has a % without two hexadecimal digits after it; a % of the password is written %25'
  }
  return null
}

function isBadlyEncoded(part: string): boolean {
  return decoded(part) === null
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

/**
 * The same text for two addresses of one database, whatever user, password and options they name;
 * null for what is no address. Unlike the address it may be compared and kept, but is not for print.
 */
export function databaseIdentity(text: string): string | null {
  if (urlFault(text) !== null) return null
  const url = new URL(text)
  const take = (name: string, part: string): string =>
    url.searchParams.get(name) ?? decoded(part) ?? ''
  const host = take('host', url.hostname).toLowerCase()
  // As libpq: the user's name stands for a database that is not named.
  const user = take('user', url.username) || 'postgres'
  const database = take('dbname', url.pathname.slice(1)) || user
  return JSON.stringify([isLoopback(host) ? '' : host, take('port', url.port) || '5432', database])
}

/** Other names of this machine. A socket's folder is a server of its own. */
function isLoopback(host: string): boolean {
  return host === '' || /^(localhost|127\.0\.0\.1|\[?::1\]?)$/.test(host)
}
