import { catalogueHash, type Snapshot } from '../catalogue/snapshot.ts'
import type { Files } from '../kernel/files.ts'
import { UserError } from '../kernel/user-error.ts'

/**
 * Reads a snapshot file. Its hash vouches for its content: what has the right one was written by
 * this program and not edited since.
 *
 * @throws UserError where it is not there, is none, or was edited
 */
export async function readSnapshot(files: Files, path: string): Promise<Snapshot> {
  const text = await files.read(path)
  if (text === null) throw notASnapshot(path, 'does not exist')
  const snapshot = parse(text)
  if (snapshot?.format !== 'elenchus-snapshot-1') throw notASnapshot(path, 'is no snapshot')
  if (catalogueHash(snapshot.catalogue) !== snapshot.hash) {
    throw notASnapshot(path, 'was edited: its hash is not that of its content')
  }
  return snapshot
}

/** Null for what is not JSON or has not the parts of a snapshot. */
function parse(text: string): Snapshot | null {
  try {
    const value = JSON.parse(text) as Partial<Snapshot> | null
    return value?.catalogue === undefined || value.server === undefined ? null : (value as Snapshot)
  } catch {
    return null
  }
}

function notASnapshot(path: string, reason: string): UserError {
  return new UserError(`The file "${path}" ${reason}.`, {
    code: 'snapshot-unreadable',
    at: { file: path, line: 1, column: 1 },
    hint: 'Write one with: elenchus snapshot --only <database> > snapshot.json',
  })
}
