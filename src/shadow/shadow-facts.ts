import { snapshotName } from '../embedded/boot-snapshot.ts'
import type { ShadowOptions } from './open-shadow.ts'
import { readQuery } from './read-query.ts'

/**
 * All of a place for shadows that statements run there could ask of: two results of the same
 * statements, under the same facts, are the same: but for the time of day and what other servers say.
 */
export async function shadowFacts({
  place,
  connectTimeout,
}: Pick<ShadowOptions, 'place' | 'connectTimeout'>): Promise<string> {
  switch (place.kind) {
    case 'embedded':
      return snapshotName()
    case 'server': {
      const { connectServer } = await import('../postgres/connect-server.ts')
      const session = await connectServer(place.address, { connectTimeout })
      try {
        const [row] = await session.query<{ facts: string }>(readQuery('server-facts'))
        return row?.facts ?? ''
      } finally {
        await session.close()
      }
    }
  }
}
