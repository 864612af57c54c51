import type { AlembicRevision } from '../../history/alembic/alembic-revision.ts'
import type { AlembicHistory } from '../../history/alembic/read-alembic-history.ts'
import type { AlembicDatabaseHistory, AlembicDatabaseRevision } from '../../history/revision.ts'
import type { Files } from '../../kernel/files.ts'
import { UserError } from '../../kernel/user-error.ts'
import type { Migrations } from '../../settings/application.ts'

/** Which Alembic history belongs to which database. */
export interface AlembicPlace {
  readonly database: string
  readonly migrations: Extract<Migrations, { kind: 'alembic' }>
}

/**
 * Reads Alembic histories of databases, a configuration that several of them share only once. No line of
 * Python is run. What is wrong with files and links is told in the history; the rest of it stands.
 */
export class AlembicReader {
  readonly #files: Files
  readonly #root: string
  readonly #read = new Map<string, Promise<AlembicHistory>>()

  /** @param root the outermost folder of the application */
  constructor(files: Files, root: string) {
    this.#files = files
    this.#root = root
  }

  /** @throws UserError where there is no configuration, or no such target */
  async read({ database, migrations }: AlembicPlace): Promise<AlembicDatabaseHistory> {
    const { config, section, target } = migrations
    const key = JSON.stringify([config, section])
    const reading = this.#read.get(key) ?? this.#readSource({ database, migrations })
    this.#read.set(key, reading)
    const source = await reading
    const { revisionsUpTo } = await import('../../history/alembic/revisions-up-to.ts')
    refuseSeveralHeads(database, source, target)
    const wanted = new Set(revisionsUpTo(source, target))
    const all = source.graph.order.map((one) => revisionOf(database, one))
    return {
      ...{ kind: 'alembic', database, target, source },
      folder: source.settings.scriptFolder,
      revisions: all.filter((one) => wanted.has(one.source)),
      beyond: all.filter((one) => !wanted.has(one.source)),
    }
  }

  async #readSource({ database, migrations }: AlembicPlace): Promise<AlembicHistory> {
    const { config, section } = migrations
    const files = this.#files
    const isThere = (await files.list(config)) ?? (await files.read(config))
    if (isThere === null) throw missing(database, config)
    const [{ alembicPlace }, { readAlembicHistory }, { installedPythonParser }] = await Promise.all(
      [
        import('../../history/alembic/alembic-place.ts'),
        import('../../history/alembic/read-alembic-history.ts'),
        import('../../history/alembic/installed-python-parser.ts'),
      ],
    )
    const place = await alembicPlace(files, { config, section, root: this.#root })
    const parser = await installedPythonParser()
    return readAlembicHistory(files, place.folder, { parser, ...place })
  }
}

function revisionOf(database: string, source: AlembicRevision): AlembicDatabaseRevision {
  const { id, file, message: title } = source
  return { kind: 'alembic', id, database, file, title, requires: [], source }
}

/** `head` means one, and Alembic refuses it where there are several. */
function refuseSeveralHeads(
  database: string,
  { graph: { heads, labels } }: AlembicHistory,
  target: string | null,
): void {
  if (target === null || !/(^|@)head$/.test(target)) return
  const label = target.replace(/@?head$/, '')
  const meant = heads.filter((id) => label === '' || labels.get(id)?.includes(label))
  if (meant.length < 2) return
  throw new UserError(`The target "${target}" of "${database}" means ${meant.length} heads.`, {
    code: 'several-heads',
    details: meant,
    hint: `Name one of them, or mean all: target: '${target}s'.`,
  })
}

function missing(database: string, config: string): UserError {
  return new UserError(
    `There is no "${config}", which is to configure Alembic for "${database}".`,
    {
      code: 'no-alembic-configuration',
      hint: `Name the ini file, or the folder with alembic.ini in it, in the settings file: databases.${database}.migrations.alembic`,
    },
  )
}
