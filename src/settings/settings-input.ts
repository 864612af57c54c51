import type { AuditInput, ReferenceInput, StandardsInput } from './audit-input.ts'

/** A length of time: milliseconds, or a text such as `500ms`, `3s`, `5min`, `1h`, `1d`. */
type Duration = number | string

/** What a settings file says, as it is written. */
export interface SettingsInput {
  /** The databases of the application, by the names that commands and migrations use. */
  readonly databases: Readonly<Record<string, DatabaseInput>>
  /** Models in code, which `models:<database>` speaks of. */
  readonly models?: readonly ModelsInput[] | undefined
  /** Where things are tried; without `url` PostgreSQL runs inside this program. */
  readonly shadow?: ShadowInput | undefined
  /** How long things may take, in every database that does not say otherwise. */
  readonly timeouts?: TimeoutsInput | undefined
  /** References that no foreign key can declare, because they lead into another database. */
  readonly references?: readonly ReferenceInput[] | undefined
  /** What the team has decided about its schemas. */
  readonly standards?: StandardsInput | undefined
  /** Which findings of an audit count, and how much. */
  readonly audit?: AuditInput | undefined
}

/** Files with models in them. */
export interface ModelsInput {
  /** SQLAlchemy, Flask-SQLAlchemy and SQLModel. */
  readonly reader: 'sqlalchemy'
  /** The folder that the project's imports start at; the settings file's folder if left out. */
  readonly root?: string | undefined
  /** Patterns of files within the root: `app/models/*.py`. */
  readonly files: readonly string[]
  /** Names of the metadatas that count, such as `app.models:Base.metadata`; all if left out. */
  readonly metadata?: readonly string[] | undefined
  /** Patterns of their tables: `users`, `billing.*`, and `*` for the default schema; all if left out. */
  readonly tables?: readonly string[] | undefined
  /**
   * The database of all these models; of several, a table belongs to those whose migrations make it. Left
   * out, the models themselves tell: by a bind key…
   */
  readonly database?: string | readonly string[] | undefined
}

/** One database of the application. */
interface DatabaseInput {
  /** `postgresql://user:password@host:5432/database`; without it the database is embedded. */
  readonly url?: string | undefined
  /** The folder of its migrations, from the settings file's folder: `migrations/<name>`. */
  readonly migrations?: string | AlembicInput | undefined
  /** Names of databases that are migrated first. */
  readonly after?: readonly string[] | undefined
  readonly tls?: TlsInput | undefined
  /** Longest run of one statement; null for no limit. */
  readonly statementTimeout?: Duration | null | undefined
  /** Longest wait for a lock, each time it is tried. */
  readonly lockTimeout?: Duration | undefined
}

/** A history of Alembic. */
export interface AlembicInput {
  /** The ini file, a `pyproject.toml`, or the folder with `alembic.ini` in it. */
  readonly alembic: string
  /** The section of the ini file, where it is not `alembic`. */
  readonly section?: string | undefined
  /** `heads`, which is the default, the head of a branch (`auth@head`), or a revision. */
  readonly target?: string | undefined
}

/** The server of the shadow. */
interface ShadowInput {
  /** A database of the server on which throw-away databases are created. */
  readonly url?: string | undefined
  readonly tls?: TlsInput | undefined
}

/** How a server is reached over TLS. Files are named from the settings file's folder, in PEM form. */
export interface TlsInput {
  /** As libpq's `sslmode`; it wins over the one in the address. */
  readonly mode: TlsMode
  /** The certificates of the authorities that are trusted; without it those of Node. */
  readonly ca?: string | undefined
  readonly certificate?: string | undefined
  readonly key?: string | undefined
  /** The name that the server's certificate bears, where it is not the host of the address. */
  readonly serverName?: string | undefined
}

/** How far TLS is asked for, with libpq's words and meaning. */
export type TlsMode = 'disable' | 'prefer' | 'require' | 'verify-ca' | 'verify-full'

/** How long things may take. */
interface TimeoutsInput {
  /** Longest wait for a lock, each time it is tried: 3s. */
  readonly lock?: Duration | undefined
  /** How often a statement that got no lock is tried again: 10. */
  readonly lockRetries?: number | undefined
  /** Longest run of one statement; null, which is also the default, for no limit. */
  readonly statement?: Duration | null | undefined
  /** Longest wait for a server to answer: 10s. */
  readonly connect?: Duration | undefined
  /** Longest wait for another run of Elenchus to end: 60s. */
  readonly wait?: Duration | undefined
}
