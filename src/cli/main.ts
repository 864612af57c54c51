#!/usr/bin/env node
import { Command, CommanderError } from 'commander'
import { addCommands } from './commands.ts'
import { failed } from './failed.ts'

/** The tool's front door: takes the command line apart, and ends with the right exit code. */
async function main(): Promise<number> {
  const program = addCommands(new Command())
  try {
    await program.parseAsync(process.argv)
    return Number(process.exitCode ?? 0)
  } catch (error) {
    // `--help` and `--version` end by an exception too, and have said what there was to say.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    return failed(error, wantsJson(program))
  }
}

/** Also where the command line could not be read to its end, the one who reads JSON gets JSON. */
function wantsJson(program: Command): boolean {
  const isAsked = (command: Command): boolean =>
    command.opts<{ format?: string }>().format === 'json' || command.commands.some(isAsked)
  return isAsked(program)
}

process.exitCode = await main()
