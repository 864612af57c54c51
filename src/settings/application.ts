import type { Secret } from '../kernel/secret.ts'
import type { AuditInput, StandardsInput } from './audit-input.ts'
import type { TlsMode } from './settings-input.ts'

/**
 * An application as its settings describe it, checked. Paths use `/` and are spelled from the
 * directory that was asked for: where that was relative, they are.
 */
export interface Application {
  /** The folder of the settings file, from which its paths are named. */
  readonly root: string
  readonly origin: Origin
  /** Sorted by name. */
  readonly databases: readonly Database[]
  /** Models in code, as far as the settings name them. */
  readonly models: readonly Models[]
  readonly shadow: Shadow
  readonly timeouts: Timeouts
  /** References that only the settings tell of. */
  readonly references: readonly SettledReference[]
  readonly standards: StandardsInput | null
  readonly audit: AuditOptions
  /** `<root>/.elenchus`: embedded databases and caches. It may not exist yet. */
  readonly stateFolder: string
}

/** Files with models in them. */
export interface Models {
  readonly reader: 'sqlalchemy'
  /** The folder that the project's imports start at. */
  readonly root: string
  /** Patterns of files within the root: `app/models/*.py`. */
  readonly files: readonly string[]
  /** Names of the metadatas that count, such as `app.models:Base.metadata`; null for all. */
  readonly metadata: readonly string[] | null
  /** Patterns of their tables, as `billing.*`; null for all. */
  readonly tables: readonly string[] | null
  /** Null where the models themselves tell, and where there are several. */
  readonly database: string | null
  /** Databases that share them: a table belongs to those whose migrations make it. Empty where one has them. */
  readonly sharedBy: readonly string[]
}

/** A reference between columns of two databases, or of one. */
export interface SettledReference {
  readonly from: SettledColumn
  readonly to: SettledColumn
}

/** A column: `auth:public.users.id`. */
export interface SettledColumn {
  readonly database: string
  readonly schema: string
  readonly table: string
  readonly column: string
}

/** Which findings count. */
export interface AuditOptions {
  readonly rules: NonNullable<AuditInput['rules']>
  readonly ignore: NonNullable<AuditInput['ignore']>
  /** The file of what was known to be wrong. */
  readonly ratchet: string
}

/** What told of the application: a settings file, folders with the usual names, or a search. */
export type Origin =
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'convention'; readonly folder: ConventionFolder }
  /** A folder that was searched for models, histories and databases. */
  | { readonly kind: 'discovered' }
  /** There is no application: only what is outside of one can be spoken of. */
  | { readonly kind: 'none' }

/** Folders that are searched for migrations where there is no settings file. */
export type ConventionFolder = 'migrations' | 'db/migrations'

/** One database of the application. */
export interface Database {
  readonly name: string
  readonly engine: DatabaseEngine
  readonly migrations: Migrations
  /** Names of databases that are migrated first, sorted. */
  readonly after: readonly string[]
  /** Those of the application, with what this database says otherwise. */
  readonly timeouts: Timeouts
}

/** The migrations of a database: SQL files of ours, or the history of another tool. */
export type Migrations =
  /** A folder of SQL files. It may not exist yet. */
  | { readonly kind: 'sql'; readonly folder: string }
  | {
      readonly kind: 'alembic'
      /** The ini file, a `pyproject.toml`, or the folder with `alembic.ini` in it. */
      readonly config: string
      /** The section of the ini file; null for `alembic`. */
      readonly section: string | null
      /** `auth@head`, or a revision; null for all heads. */
      readonly target: string | null
    }

/** What stands behind a database: PostgreSQL in this program with a data folder, or a server. */
export type DatabaseEngine =
  | { readonly kind: 'embedded'; readonly folder: string }
  | { readonly kind: 'server'; readonly url: Secret; readonly tls: Tls | null }

/** Where throw-away databases are made. */
export type Shadow =
  | { readonly kind: 'embedded' }
  | { readonly kind: 'server'; readonly url: Secret; readonly tls: Tls | null }

/** How a server is reached over TLS; files are given by their names: see `readTls`. */
export interface Tls {
  readonly mode: TlsMode
  readonly ca: string | null
  readonly certificate: string | null
  readonly key: string | null
  readonly serverName: string | null
}

/** How long things may take, in milliseconds; null is no limit. */
export interface Timeouts {
  readonly lock: number
  /** A count: how often a statement that got no lock is tried again. */
  readonly lockRetries: number
  readonly statement: number | null
  readonly connect: number
  readonly wait: number
}
