import { Secret } from '../kernel/secret.ts'
import { UserError } from '../kernel/user-error.ts'

/** A witness as a user names it. */
export type WitnessName =
  /** What a database of the application is. */
  | { readonly kind: 'database'; readonly database: string }
  /** What its migrations make, all or up to one of them. */
  | { readonly kind: 'history'; readonly database: string; readonly revision: string | null }
  /** What the models of a database declare. */
  | { readonly kind: 'models'; readonly database: string }
  /** What an Alembic history makes: that of a folder, or of an ini file. */
  | { readonly kind: 'alembic'; readonly path: string; readonly revision: string | null }
  /** What a SQL file, or all SQL files of a folder in the order of their names, make. */
  | { readonly kind: 'script'; readonly path: string }
  /** What a snapshot file says. */
  | { readonly kind: 'snapshot'; readonly path: string }
  /** What a database outside the application is. */
  | { readonly kind: 'server'; readonly url: Secret }

/**
 * Reads the name of a witness: `database:auth`, `history:auth`, `history:auth@007`, an address, a
 * `.json` snapshot, and for all else the path of a SQL file or folder.
 *
 * @throws UserError for a prefix that is none
 */
export function parseWitness(text: string): WitnessName {
  if (/^postgres(ql)?:\/\//.test(text)) return { kind: 'server', url: new Secret(text) }
  const [, prefix, rest] = /^([a-z]+):(.+)$/.exec(text) ?? []
  if (prefix !== undefined && rest !== undefined) return prefixed(prefix, rest)
  return { kind: text.endsWith('.json') ? 'snapshot' : 'script', path: text }
}

/** How a witness is called in what is printed: as it was named, an address without its secrets. */
export function formatWitness(name: WitnessName): string {
  switch (name.kind) {
    case 'database':
      return `database:${name.database}`
    case 'models':
      return `models:${name.database}`
    case 'history':
      return `history:${name.database}${name.revision === null ? '' : `@${name.revision}`}`
    case 'alembic':
      return `alembic:${name.path}${name.revision === null ? '' : `@${name.revision}`}`
    case 'script':
    case 'snapshot':
      return name.path
    case 'server':
      return 'server'
  }
}

function prefixed(prefix: string, rest: string): WitnessName {
  switch (prefix) {
    case 'database':
      return { kind: 'database', database: rest }
    case 'models':
      return { kind: 'models', database: rest }
    case 'history': {
      const [database = '', revision = null] = rest.split('@')
      return { kind: 'history', database, revision }
    }
    case 'alembic': {
      const [path = '', revision = null] = rest.split('@')
      return { kind: 'alembic', path, revision }
    }
    default:
      throw new UserError(`"${prefix}:" is no kind of witness.`, {
        code: 'unknown-witness',
        hint: 'Name models:<name>, database:<name>, history:<name>, history:<name>@<version>, alembic:<folder>, alembic:<folder>@<revision>, a .sql file or folder, a .json snapshot, or a postgresql:// address.',
      })
  }
}
