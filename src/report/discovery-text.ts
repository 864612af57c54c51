import type {
  Discovery,
  FoundDatabase,
  FoundHistory,
  FoundLooseRevisions,
  FoundMetadata,
  FoundModel,
} from '../discovery/discovery.ts'
import { groupBy } from '../kernel/group-by.ts'
import type { Paint } from './paint.ts'
import { counted } from './quantities.ts'

/**
 * What a repository was found to hold, in a few lines. Where settings describe it, only what they do not
 * name is told.
 */
export function discoveryLines(discovery: Discovery, paint: Paint): readonly string[] {
  const notes = [...discovery.looseRevisions.map(revisionsText), ...discovery.notes].map((note) =>
    line('besides', paint.dim(note), paint),
  )
  if (discovery.isDescribed) return notes
  const isAlone = discovery.databases.length < 2
  const { metadatas, histories, databases, looseScripts } = discovery
  return [
    ...(metadatas.length === 0
      ? [line('models', paint.dim('none were found'), paint)]
      : groupsOf(metadatas, isAlone).map((text) => line('models', text, paint))),
    ...(histories.length === 0
      ? [line('history', paint.dim('none was found'), paint)]
      : histories.map((one) => line('history', historyText(one, isAlone), paint))),
    ...databases.map((one) => line('database', databaseText(one), paint)),
    ...(looseScripts.length === 0
      ? []
      : [line('scripts', `${counted(looseScripts.length, 'SQL file')} in no history`, paint)]),
    ...notes,
  ]
}

function line(label: string, text: string, paint: Paint): string {
  return `${paint.bold(label.padEnd(8))}  ${text}`
}

/** Those of one database in one line. */
function groupsOf(metadatas: readonly FoundMetadata[], isAlone: boolean): readonly string[] {
  if (isAlone) return [metadatas.map(modelsText).join(', ')]
  const groups = groupBy(metadatas, ({ database, models, trackedBy }) =>
    database === null && models.some(hasPlace) ? trackedBy.join(' and ') : (database ?? 'nowhere'),
  )
  return [...groups].map(([name, own]) => `${name}: ${own.map(modelsText).join(', ')}`)
}

/** Whether something tells whose a table is, or will, where its metadata belongs to several. */
function hasPlace({ database, sharedBy }: FoundModel): boolean {
  return database !== null || sharedBy.length > 0
}

/** `12 in app/models (Base)` */
function modelsText(metadata: FoundMetadata): string {
  const { models, folder, base } = metadata
  return `${models.length} in ${folder} (${[base, ...trackingText(metadata)].join('; ')})`
}

function trackingText({
  trackedBy,
  mayBeTracked,
  database,
  why,
}: FoundMetadata): readonly string[] {
  if (database === null) return [why]
  if (trackedBy.length > 0) return []
  return [mayBeTracked ? 'what env.py tracks could not be read' : whyUntracked(why)]
}

function whyUntracked(why: string): string {
  return why.startsWith('no history tracks it') ? 'no history tracks it' : why
}

/** `alembic.ini -> alembic/versions, 31 revisions, 1 head` */
export function historyText(history: FoundHistory, isAlone: boolean): string {
  const name = isAlone ? '' : `${history.database}: `
  switch (history.kind) {
    case 'sql':
      return `${name}${history.folder}, ${counted(history.revisions, 'migration')}`
    case 'alembic': {
      const { config, section, versionFolders, revisions, heads } = history
      const from = section === null ? config : `${config} [${section}]`
      const counts = `${counted(revisions, 'revision')}, ${counted(heads.length, 'head')}`
      return `${name}${from} -> ${versionFolders.join(', ')}, ${counts}`
    }
  }
}

/** `3 revisions in plugins/mail/migrations are in no history (…)`, and what follows from that. */
export function revisionsText({ folder, files, databases, why }: FoundLooseRevisions): string {
  const isOne = files.length === 1
  const are = isOne ? 'is' : 'are'
  const says = `${counted(files.length, 'revision')} in ${folder} ${are} in no history (${why})`
  if (databases.length === 0) return says
  return `${says}: whether ${isOne ? 'it changes what it names' : 'they change what they name'} is not known`
}

/** `main: DATABASE_URL (not asked; --database main=…)` */
export function databaseText({ name, addresses, given }: FoundDatabase): string {
  const named = addresses.length === 0 ? 'no address was found' : addresses.join(', ')
  switch (given) {
    case null:
      return `${name}: ${named} (not asked; --database ${name}=…)`
    case 'settings':
    case 'command line':
      return `${name}: asked, as the ${given} ${given === 'settings' ? 'say' : 'says'}`
  }
}
