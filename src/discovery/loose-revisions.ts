import { isWithin, joinPath, parentFolder } from '../history/alembic/join-path.ts'
import { namesInRevision } from '../history/alembic/names-in-revision.ts'
import { groupBy } from '../kernel/group-by.ts'
import { compareText } from '../kernel/ordering.ts'
import type { PythonParser } from '../python/syntax/python-parser.ts'
import type { FoundLooseRevisions, FoundMetadata } from './discovery.ts'
import type { HistoryOwner } from './history-owner.ts'
import { isTest } from './is-test.ts'
import type { ReadHistory } from './read-alembic-histories.ts'
import type { Survey } from './survey.ts'

/** What tells whose revisions are that no history has. */
export interface LooseGround {
  readonly survey: Survey
  readonly parser: PythonParser
  readonly alembic: readonly ReadHistory[]
  readonly owners: readonly HistoryOwner[]
  readonly metadatas: readonly FoundMetadata[]
  /** Names of all databases. */
  readonly names: readonly string[]
  /** The folder of the project that a file belongs to. */
  readonly nearest: (file: string) => string
}

/** Folders with files that are written as revisions and that no history has. */
export function looseRevisions(ground: LooseGround): readonly FoundLooseRevisions[] {
  const { survey, parser, alembic } = ground
  const known = new Set(
    alembic.flatMap(({ history }) =>
      Array.from(history.revisionModules.values(), (one) => one.file),
    ),
  )
  const found = survey.files.flatMap((file) => {
    if (!file.endsWith('.py') || known.has(file) || isTest(file, survey.folder)) return []
    const text = survey.text(file) ?? ''
    if (!/^revision\b/m.test(text) || !/^(async )?def upgrade\b/m.test(text)) return []
    return namesInRevision({ file, text }, parser) ?? []
  })
  return [...groupBy(found, ({ at }) => parentFolder(at.file))]
    .map(([folder, files]) => ({ folder, files, ...tieOf(folder, ground) }))
    .sort((one, other) => compareText(one.folder, other.folder))
}

type Tie = Pick<FoundLooseRevisions, 'databases' | 'why'>

function tieOf(folder: string, ground: LooseGround): Tie {
  const around = ground.alembic
    .flatMap(({ history }) => history.settings.versionFolders.map((one) => joinPath(one, '.')))
    .find((one) => isWithin(folder, one))
  // Who puts revisions there takes them out of use.
  if (around !== undefined) {
    return { databases: [], why: `Alembic looks into no folder within ${around}` }
  }
  return {
    databases: databasesNear(folder, ground),
    why: 'no configuration of Alembic leads there',
  }
}

/** The databases of the project that a folder is in; all where it has none. */
function databasesNear(
  folder: string,
  { owners, metadatas, names, nearest }: LooseGround,
): readonly string[] {
  const own = nearest(`${folder}/x`)
  const histories = owners.filter((one) => nearest(`${folderOf(one)}/x`) === own)
  const models = metadatas.flatMap((one) =>
    one.models.flatMap(({ at, database, sharedBy }) =>
      nearest(at.file) === own ? [database ?? one.database, ...sharedBy] : [],
    ),
  )
  const near = [...histories.map(({ database }) => database), ...models].filter(
    (one) => one !== null,
  )
  return near.length === 0 ? names : [...new Set(near)].sort(compareText)
}

function folderOf(owner: HistoryOwner): string {
  switch (owner.kind) {
    case 'alembic':
      return owner.read.history.settings.scriptFolder
    case 'sql':
      return owner.sql.folder
  }
}
