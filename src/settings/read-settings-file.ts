import { extname } from 'node:path'
import type { Files } from '../kernel/files.ts'
import { excerpt } from '../kernel/excerpt.ts'
import { placeOf } from '../kernel/place.ts'
import { UserError } from '../kernel/user-error.ts'
import { settingsFileNames } from './find-settings-file.ts'
import { jsonFault } from './json-fault.ts'
import { maskPasswords } from './mask-passwords.ts'

/**
 * What a settings file says, unchecked. A program is run; JSON is read.
 *
 * @throws UserError where the file is not there, cannot be parsed, throws, or exports nothing
 */
export async function readSettingsFile(file: string, files: Files): Promise<unknown> {
  const extension = extname(file)
  if (!settingsFileNames.some((name) => extname(name) === extension)) throw unknownKind(file)
  const text = await files.read(file)
  if (text === null) throw missing(file)
  if (extension === '.json') return readJson(file, text)
  // The program's reader takes 30 ms to load, which JSON need not pay.
  const { evaluateSettings } = await import('./evaluate-settings.ts')
  return await evaluateSettings({ file, text, files })
}

function readJson(file: string, text: string): unknown {
  const fault = jsonFault(text)
  if (fault === null) return JSON.parse(text)
  const at = placeOf(file, text, fault.offset)
  throw new UserError(`Settings file "${file}" is not JSON.`, {
    code: 'settings-syntax',
    at,
    excerpt: excerpt(maskPasswords(text), at),
    details: [`${fault.message}.`],
    hint: `Correct ${file}.`,
  })
}

function missing(file: string): UserError {
  return new UserError(`Settings file "${file}" does not exist.`, {
    code: 'settings-missing',
    hint: 'Correct the name, or write one with `elenchus init`.',
  })
}

function unknownKind(file: string): UserError {
  const extensions = settingsFileNames.map((name) => extname(name)).join(', ')
  return new UserError(`Settings file "${file}" is of a kind that is not read.`, {
    code: 'settings-kind',
    hint: `Give it one of these endings: ${extensions}`,
  })
}
