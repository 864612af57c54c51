import type { NamingRevision } from '../history/alembic/names-in-revision.ts'
import type { Place } from '../kernel/place.ts'

/** What stands in a folder that nobody described: its models, histories and databases, and why. */
export interface Discovery {
  /** The folder that was searched. All paths are spelled as it is. */
  readonly folder: string
  /** Whether settings describe the application: then only what they do not name is news. */
  readonly isDescribed: boolean
  /** Sorted by their first names. Each has at least one table. */
  readonly metadatas: readonly FoundMetadata[]
  /** Sorted by database, then by place. */
  readonly histories: readonly FoundHistory[]
  /** Sorted by name. */
  readonly databases: readonly FoundDatabase[]
  /** Where addresses of databases are named; never the addresses themselves. */
  readonly addresses: readonly FoundAddress[]
  /** SQL files that belong to no history, sorted. */
  readonly looseScripts: readonly string[]
  /** Folders with revisions that belong to no history, sorted. */
  readonly looseRevisions: readonly FoundLooseRevisions[]
  /** Where code makes or stamps a schema itself, in the order of files. */
  readonly makers: readonly FoundMaker[]
  /** What has to be known about the search, for people: clauses without a full stop. */
  readonly notes: readonly string[]
}

/** A metadata of SQLAlchemy's or SQLModel's, with its models. */
export interface FoundMetadata {
  /** Every way to spell it, the first the most telling: `app.models:Base.metadata`. */
  readonly names: readonly string[]
  readonly at: Place
  /** The base class or variable that it is known by: `Base`, `SQLModel`, `db`. */
  readonly base: string
  /** The folder that the imports of its modules start at. */
  readonly root: string
  /** The files that its models are read from: those of all models of its project. Sorted. */
  readonly sources: readonly string[]
  /** The folder that all its models are in. */
  readonly folder: string
  /** Sorted by module, then by line. */
  readonly models: readonly FoundModel[]
  /** Databases whose history has it as `target_metadata`, sorted. None where {@link mayBeTracked}, too. */
  readonly trackedBy: readonly string[]
  /** Whether a history has a target that could not be read, so that it may be this one. */
  readonly mayBeTracked: boolean
  /** The database that its models belong to; null where nothing tells. */
  readonly database: string | null
  /** Why it belongs there, or to none: a clause. */
  readonly why: string
}

/** One table that models declare. */
export interface FoundModel {
  readonly schema: string | null
  readonly table: string
  /** Null for a table without a class. */
  readonly className: string | null
  readonly module: string
  readonly at: Place
  /** Where it is tied to another database than its metadata: by a bind key, a docstring, env.py… */
  readonly database: string | null
  /** Databases whose histories may all have it compared, where nothing tells which; else empty. */
  readonly sharedBy: readonly string[]
}

/** A history of migrations. */
export type FoundHistory = FoundAlembicHistory | FoundSqlHistory

/** A history of Alembic's, also by Flask-Migrate. */
export interface FoundAlembicHistory {
  readonly kind: 'alembic'
  /** The database that it is the history of; {@link FoundDatabase} has the name. */
  readonly database: string
  /** The ini file, a `pyproject.toml`, or the folder with `env.py` that no ini file names. */
  readonly config: string
  /** The section of the ini file; null for `alembic`. */
  readonly section: string | null
  readonly scriptFolder: string
  /** The folders with the revisions. */
  readonly versionFolders: readonly string[]
  /** How many there are. */
  readonly revisions: number
  /** Their ids, sorted. */
  readonly heads: readonly string[]
  /** Null where there is no env.py. */
  readonly environment: FoundEnvironment | null
  /** Why it is taken for one: a clause. */
  readonly why: string
}

/** What an env.py says. */
export interface FoundEnvironment {
  readonly file: string
  /** The first names of the metadatas that autogenerate compares with, sorted. */
  readonly targets: readonly string[]
  /** Why the targets are not all known: a clause; null where they are. */
  readonly unread: string | null
  /** Where `target_metadata` stands. */
  readonly targetAt: Place
  /** Whether all tables of the default schema are compared: nothing is filtered out. */
  readonly seesAll: boolean
  /** All modules of the project that are imported when it runs, directly or by others. Sorted. */
  readonly imports: readonly string[]
  /** Whether it, or what it imports, looks for modules while it runs, so that there may be more. */
  readonly importsMore: boolean
}

/** A folder of SQL migrations. */
export interface FoundSqlHistory {
  readonly kind: 'sql'
  readonly database: string
  readonly folder: string
  readonly revisions: number
  readonly why: string
}

/** A folder with files that are written as Alembic's revisions, and that no history has. */
export interface FoundLooseRevisions {
  readonly folder: string
  /** In the order of their names. */
  readonly files: readonly NamingRevision[]
  /** The databases that they may change, sorted; empty where nobody runs them. */
  readonly databases: readonly string[]
  /** Why it is no history: a clause. */
  readonly why: string
}

/** A call that makes a schema beside the history. */
export interface FoundMaker {
  readonly kind: 'create-all' | 'stamp'
  readonly at: Place
  /** The call as it is written. */
  readonly text: string
  /** The first names of the metadatas that it is called on; empty where they are not known. */
  readonly metadatas: readonly string[]
  /** The databases that it makes or stamps, sorted; empty where that cannot be told. */
  readonly databases: readonly string[]
  /** Why it is of these, or of none: a clause. */
  readonly why: string
}

/** A database that the code or a history speaks of. */
export interface FoundDatabase {
  readonly name: string
  /** Names of what holds its address, sorted: `DATABASE_URL`, `alembic.ini sqlalchemy.url`. */
  readonly addresses: readonly string[]
  /** Who gave its address, so that it is asked; null where nobody did, and it is not. */
  readonly given: 'settings' | 'command line' | null
}

/** A name that an address of a database goes by. */
export interface FoundAddress {
  /** `DATABASE_URL`, `sqlalchemy.url`. */
  readonly name: string
  /** Where it stands; null for the environment that we run in. */
  readonly at: Place | null
  /** The database that it belongs to; null where nothing tells. */
  readonly database: string | null
}
