import { applicationOf } from '../discovery/application-of.ts'
import { besideSettings } from '../discovery/beside-settings.ts'
import { discover } from '../discovery/discover.ts'
import type { Discovery } from '../discovery/discovery.ts'
import { isEmpty, nothingFound } from '../discovery/nothing-found.ts'
import { settingsOf } from '../discovery/settings-of.ts'
import { withGlobs } from '../discovery/with-globs.ts'
import type { FoundSettings } from '../settings/initialise.ts'
import type { Run } from '../run/opened.ts'
import type { Application } from '../settings/application.ts'
import { findSettingsFile } from '../settings/find-settings-file.ts'
import { givenDatabases, withGivenDatabases } from '../settings/given-databases.ts'
import { loadSettings } from '../settings/load-settings.ts'
import { nodeFiles } from '../settings/node-files.ts'
import { installedPythonParser } from '../history/alembic/installed-python-parser.ts'
import { directoryOf, withApplication, type CommandLine } from './command-line.ts'

/** What a command may be told that looks at a repository without settings, too. */
export interface DiscoveringLine extends CommandLine {
  /** `name=address`, as often as there are databases to be asked. */
  readonly database?: readonly string[]
}

/** An application, and what its folder was found to hold. */
export interface Discovered {
  readonly application: Application
  readonly discovery: Discovery
}

/**
 * Does something with the application that the settings describe, or else with the one that is found.
 *
 * @throws UserError where there are no settings and nothing was found
 */
export async function withDiscovered<T>(
  line: DiscoveringLine,
  work: (run: Run, discovery: Discovery) => Promise<T>,
): Promise<T> {
  const { application, discovery } = await discovered(line)
  return withApplication({ ...line, application }, (run) => work(run, discovery))
}

/** What a settings file for the folder of a command line would say; null where nothing was found. */
export async function foundSettings(line: CommandLine): Promise<FoundSettings | null> {
  const parser = await installedPythonParser()
  const folder = directoryOf(line)
  const found = settingsOf(await discover({ folder, parser, environment: process.env }))
  return found && withGlobs(found, folder, nodeFiles)
}

async function discovered(line: DiscoveringLine): Promise<Discovered> {
  const given = givenDatabases(line.database ?? [])
  const directory = directoryOf(line)
  const file = line.config ?? (await findSettingsFile(directory, nodeFiles))
  const settings = file === null ? null : await loadSettings({ directory, file: line.config })
  const parser = await installedPythonParser()
  const folder = settings?.root ?? directory
  const found = await discover({ folder, parser, environment: process.env })
  if (settings !== null) {
    const application = withGivenDatabases(settings, given)
    return { application, discovery: withGiven(besideSettings(found, application), given) }
  }
  if (isEmpty(found) && given.size === 0) throw nothingFound(found)
  return { application: applicationOf(found, given), discovery: withGiven(found, given) }
}

/** Which databases are asked because the command line gave their addresses. */
function withGiven(discovery: Discovery, given: ReadonlyMap<string, unknown>): Discovery {
  const named = discovery.databases.map(({ name }) => name)
  const others = [...given.keys()].filter((name) => !named.includes(name))
  const databases = [
    ...discovery.databases,
    ...others.map((name) => ({ name, addresses: [], given: null })),
  ]
  return {
    ...discovery,
    databases: databases.map((one) =>
      given.has(one.name) ? { ...one, given: 'command line' } : one,
    ),
  }
}
