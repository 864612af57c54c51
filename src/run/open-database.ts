import type { Files } from '../kernel/files.ts'
import type { Secret } from '../kernel/secret.ts'
import type { ServerAddress } from '../postgres/server-address.ts'
import type { Session } from '../postgres/session.ts'
import type { Database, Tls } from '../settings/application.ts'
import type { RunEnvironment } from './run-context.ts'

/** What is needed to open a database. */
export interface OpenDatabase {
  readonly database: Database
  readonly environment: RunEnvironment
}

/** Opens a session on a database, whatever engine is behind it. The engine is loaded only now. */
export async function openDatabase(options: OpenDatabase): Promise<Session> {
  const { database, environment } = options
  const { engine, timeouts } = database
  switch (engine.kind) {
    case 'embedded': {
      const { openEmbedded } = await import('../embedded/open-embedded.ts')
      return openEmbedded({
        folder: engine.folder,
        cache: environment.cache,
        statementTimeout: timeouts.statement,
        wait: timeouts.wait,
        clock: environment.clock,
      })
    }
    case 'server': {
      const { connectServer } = await import('../postgres/connect-server.ts')
      const address = await serverAddress(engine, environment.files)
      return connectServer(address, { connectTimeout: timeouts.connect })
    }
  }
}

/** The address of a server with the content of its TLS files. */
export async function serverAddress(
  { url, tls }: { readonly url: Secret; readonly tls: Tls | null },
  files: Files,
): Promise<ServerAddress> {
  const { parseAddress } = await import('../postgres/server-address.ts')
  const address = parseAddress(url)
  if (tls === null) return address
  const { readTls } = await import('../settings/read-tls.ts')
  return { ...address, tls: await readTls(tls, files) }
}
