import { readdir, readFile } from 'node:fs/promises'
import type { Files } from '../kernel/files.ts'
import { placeOf } from '../kernel/place.ts'
import { compareText } from '../kernel/ordering.ts'
import { UserError } from '../kernel/user-error.ts'
import { UNREADABLE, unreadable } from './unreadable.ts'

/** The files of this machine; relative names are seen from the working directory. */
export const nodeFiles: Files = { list, read }

async function list(folder: string): Promise<readonly string[] | null> {
  try {
    const names = await readdir(folder)
    return names.sort(compareText)
  } catch (error) {
    return absentOrUnreadable('Folder', folder, error)
  }
}

async function read(file: string): Promise<string | null> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(file)
  } catch (error) {
    return absentOrUnreadable('File', file, error)
  }
  return decode(file, bytes)
}

function decode(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw encodingError(file, bytes)
  }
}

function encodingError(file: string, bytes: Uint8Array): UserError {
  const isUtf16 = /^(255,254|254,255)$/.test(bytes.subarray(0, 2).join())
  const lossy = new TextDecoder('utf-8').decode(bytes)
  return new UserError(`File "${file}" is not UTF-8 text.`, {
    code: UNREADABLE,
    at: placeOf(file, lossy, lossy.indexOf('\ufffd')),
    hint: `Save it as UTF-8: iconv -f ${isUtf16 ? 'utf-16' : 'latin1'} -t utf-8 ${file} > new-file`,
  })
}

/** No such file is an answer; a file that may not be read is a fault. */
function absentOrUnreadable(kind: 'File' | 'Folder', name: string, error: unknown): null {
  const { code = 'unknown' } = error as NodeJS.ErrnoException
  if (code === 'ENOENT' || code === 'ENOTDIR') return null
  throw unreadable(`${kind} "${name}"`, name, code)
}
