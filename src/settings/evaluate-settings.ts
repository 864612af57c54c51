import { existsSync } from 'node:fs'
import { dirname, extname, resolve } from 'node:path'
import { createJiti } from 'jiti'
import { UserError } from '../kernel/user-error.ts'
import { stateFolderOf } from './build-application.ts'
import { defineApplication } from './define-application.ts'
import { evaluationError } from './evaluation-error.ts'
import type { SettingsProgram } from './settings-program.ts'

/**
 * Runs a settings file and gives what it exports. `elenchus` can be imported in it, and in what it
 * imports, whether the project has it installed or not.
 *
 * @throws UserError with the faulty line where it cannot be parsed or throws
 */
export async function evaluateSettings(program: SettingsProgram): Promise<unknown> {
  const filename = resolve(program.file)
  const jiti = createJiti(filename, {
    // No file to find, so that it is the same from sources, built, and where nothing is installed.
    virtualModules: { elenchus: { defineApplication } },
    moduleCache: false,
    fsCache: cacheFolder(dirname(filename)) ?? false,
  })
  let exported: unknown
  try {
    // Else a native import is tried first, which would run a program that throws twice.
    const options = { filename, ext: extname(filename), async: true, forceTranspile: true }
    exported = await jiti.evalModule(program.text, options)
  } catch (error) {
    throw await evaluationError(error, program)
  }
  return defaultExport(exported, program.file)
}

/**
 * Where translated programs are kept, which saves 90 ms each time: with the application's state,
 * else with the project's other caches. A folder that all users share, as jiti has it, would let
 * another user of the machine put a program there.
 */
function cacheFolder(root: string): string | null {
  const state = stateFolderOf(root)
  // A database's folder never begins with a dot.
  if (existsSync(state)) return `${state}/.cache/settings`
  const modules = `${root}/node_modules`
  return existsSync(modules) ? `${modules}/.cache/elenchus` : null
}

function defaultExport(exported: unknown, file: string): unknown {
  if (typeof exported !== 'object' || exported === null) return exported
  if (Object.hasOwn(exported, 'default')) return (exported as { default: unknown }).default
  // In CommonJS `module.exports` is the thing itself.
  const isCommonJs = !Object.hasOwn(exported, '__esModule') && Object.keys(exported).length > 0
  if (isCommonJs) return exported
  throw new UserError(`Settings file "${file}" has no default export.`, {
    code: 'settings-export',
    at: { file, line: 1, column: 1 },
    hint: 'Write `export default defineApplication({ … })`.',
  })
}
