import { initialise } from '../../settings/initialise.ts'
import { foundSettings } from '../discovered.ts'
import { directoryOf, printResult, type CommandLine } from '../command-line.ts'

/** Writes what a new application needs, and prints what was written. */
export async function initCommand(databases: readonly string[], line: CommandLine): Promise<void> {
  const written = await initialise({
    directory: directoryOf(line),
    databases,
    found: databases.length > 0 ? null : await foundSettings(line),
  })
  printResult(line, { kind: 'initialised', written }, () =>
    [
      ...written,
      '',
      'Write a first migration with: elenchus new <database> "initial schema"',
      '',
    ].join('\n'),
  )
}
