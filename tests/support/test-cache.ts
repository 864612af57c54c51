import { join } from 'node:path'

/** What XDG_CACHE_HOME is for the tests: of this run and the next. */
export const cacheHome: string = join(
  import.meta.dirname,
  '../../node_modules/.cache/elenchus-tests',
)

/** The command line's own folder there: the one boot snapshot of the embedded engine serves all. */
export const testCache: string = join(cacheHome, 'elenchus')
