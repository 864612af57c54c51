import type { Catalogue } from '../../catalogue/catalogue.ts'
import { introspect, introspectInTransaction } from '../../postgres/introspect.ts'
import type { Session } from '../../postgres/session.ts'
import { NO_OID, trackedObjects, type TrackedObject } from './tracked-object.ts'
import type { Touched, Watch } from './watch.ts'

/**
 * Watches a database by describing all of it after every revision: for servers that let nobody make
 * event triggers. Which statement did what is not known then, and a rename is a drop and a creation.
 */
export async function watchCatalogues(session: Session): Promise<Watch> {
  let described = (await introspect(session)).catalogue
  let objects = tracked(described)
  const touched = ({ catalogue }: { readonly catalogue: Catalogue }): Touched => {
    const after = tracked(catalogue)
    return { before: objects, after, objects: new Map([[NO_OID, after]]), events: [] }
  }
  return {
    method: 'catalogues',
    session,
    textOf: () => undefined,
    sent: () => 0,
    objects: () => new Map([[NO_OID, objects]]),
    peek: async () => touched(await introspectInTransaction(session)),
    described: () => described,
    async look() {
      const { catalogue } = await introspect(session)
      const found = touched({ catalogue })
      described = catalogue
      objects = found.after
      return found
    },
  }
}

function tracked(catalogue: Catalogue): readonly TrackedObject[] {
  return [...trackedObjects(catalogue, []).values()].flat()
}
