import { exit } from 'node:process'
import { parentPort, workerData } from 'node:worker_threads'
import type { PGlite } from '@electric-sql/pglite'
import { bootSnapshot } from './boot-snapshot.ts'
import { createDataFolder, isNewFolder } from './data-folder.ts'
import { guardAgainstCrash } from './crash-guard.ts'
import { startPglite, type Storage } from './start-pglite.ts'
import type { FromWorker, ToWorker, WorkerOptions } from './worker-messages.ts'

/*
 * The thread that PostgreSQL runs in. It has one, because a statement blocks its thread until it is
 * done, and because to end the thread is the only way to stop a statement.
 */

/** Lines of PostgreSQL's log that an error report shows. */
const LOG_LINES = 20

/** Characters of such a line: the text of a statement may stand in it. */
const LINE_LENGTH = 500

const log: string[] = []

await serve().catch(fail)

async function serve(): Promise<void> {
  const options = workerData as WorkerOptions
  const storage = await storageFor(options)
  const pglite = await startPglite(storage, { program: options.program, log: keepLine })
  guardAgainstCrash(pglite, fail)
  parentPort?.on('message', (message: ToWorker) => {
    switch (message.kind) {
      case 'exchange':
        exchange(pglite, message.request).catch(fail)
        return
      case 'close':
        close(pglite).catch(fail)
    }
  })
  send({ kind: 'ready' })
}

async function storageFor({ folder, cache }: WorkerOptions): Promise<Storage> {
  if (folder === null) return { kind: 'memory', archive: bootSnapshot(cache) }
  if (await isNewFolder(folder)) await createDataFolder(folder, await bootSnapshot(cache))
  return { kind: 'folder', folder }
}

async function exchange(pglite: PGlite, request: Uint8Array): Promise<void> {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  await pglite.execProtocolRawStream(request, {
    syncToFs: false,
    // The bytes lie in PostgreSQL's memory, which changes with the next ones.
    onRawData: (bytes) => chunks.push(new Uint8Array(bytes)),
  })
  send(
    { kind: 'answer', chunks },
    chunks.map(({ buffer }) => buffer),
  )
}

async function close(pglite: PGlite): Promise<void> {
  await pglite.close()
  exit(0)
}

/** PostgreSQL's state is unknown from here on, so the thread goes no further. */
function fail(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  send({ kind: 'failed', message, log })
  exit(1)
}

function send(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer)
}

function keepLine(line: string): void {
  log.push(line.slice(0, LINE_LENGTH))
  if (log.length > LOG_LINES) log.shift()
}
