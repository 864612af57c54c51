import { alembicPlace } from '../history/alembic/alembic-place.ts'
import type { AlembicSettings } from '../history/alembic/alembic-settings.ts'
import { readAlembicHistory, type AlembicHistory } from '../history/alembic/read-alembic-history.ts'
import { readEnvironment, type EnvironmentReading } from '../history/alembic/read-environment.ts'
import { UserError } from '../kernel/user-error.ts'
import type { PythonParser } from '../python/syntax/python-parser.ts'
import { alembicCandidates, type AlembicCandidate } from './alembic-configurations.ts'
import type { Survey } from './survey.ts'

/** A history of Alembic's that was read, without the database that it belongs to. */
export interface ReadHistory {
  readonly candidate: AlembicCandidate
  readonly history: AlembicHistory
  /** Null where there is no env.py. */
  readonly environment: EnvironmentReading | null
  /** Which of several databases of its env.py it is for, by the name that its revisions are given; else null. */
  readonly engine: string | null
}

/** Reads all histories of Alembic's; what leads to the same revisions is read once, and is noted. */
export async function readAlembicHistories(
  survey: Survey,
  parser: PythonParser,
): Promise<readonly ReadHistory[]> {
  const found = new Map<string, ReadHistory>()
  for (const candidate of alembicCandidates(survey)) {
    const read = await readCandidate(candidate, { survey, parser })
    if (read === null) continue
    const key = keyOf(read.history.settings)
    const other = found.get(key)
    if (other === undefined) found.set(key, read)
    else if (!isSameScripts(candidate, other)) {
      survey.notes.push(`${candidate.why} names the revisions of ${other.candidate.why}`)
    }
  }
  return [...found.values()].flatMap(perEngine)
}

/** Revisions that run on several databases are a history of each. */
function perEngine(read: ReadHistory): readonly ReadHistory[] {
  const { environment } = read
  if (environment === null || environment.engines.length === 0) return [read]
  return environment.engines.map(({ name, ...own }) => ({
    ...read,
    environment: { ...environment, ...own },
    engine: name,
  }))
}

function keyOf({ scriptFolder, versionFolders }: AlembicSettings): string {
  return JSON.stringify([scriptFolder, [...versionFolders].sort()])
}

/** A folder of scripts that an ini file names is no news. */
function isSameScripts({ config }: AlembicCandidate, { history }: ReadHistory): boolean {
  return config === history.settings.scriptFolder
}

async function readCandidate(
  candidate: AlembicCandidate,
  { survey, parser }: { readonly survey: Survey; readonly parser: PythonParser },
): Promise<ReadHistory | null> {
  const files = survey.contents
  const { config, section, why } = candidate
  try {
    const place = await alembicPlace(files, { config, section, root: survey.folder })
    const history = await readAlembicHistory(files, place.folder, { parser, ...place })
    const environment = await readEnvironment(history)
    if (environment === null && history.revisionModules.size === 0) {
      survey.notes.push(`${why} leads to no env.py and no revisions`)
      return null
    }
    const isAlone = !/\.(ini|toml)$/.test(config)
    if (isAlone && history.graph.revisions.length === 0) return null
    return { candidate, history, environment, engine: null }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    survey.notes.push(`${why} was not read: ${error.message.replace(/\.$/, '')}`)
    return null
  }
}
