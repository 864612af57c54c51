import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { pgliteFolder, pgvectorFolder } from './pglite-package.ts'
import { untar, type TarFile } from './untar.ts'

/** The bundles of PGlite, one or several extensions each: `spi` holds moddatetime and its kin. */
const bundles: readonly string[] = [
  'amcheck',
  'bloom',
  'btree_gin',
  'btree_gist',
  'citext',
  'cube',
  'dict_int',
  'dict_xsyn',
  'earthdistance',
  'file_fdw',
  'fuzzystrmatch',
  'hstore',
  'intarray',
  'isn',
  'lo',
  'ltree',
  'pageinspect',
  'pg_buffercache',
  'pg_freespacemap',
  'pg_stat_statements',
  'pg_surgery',
  'pg_trgm',
  'pg_visibility',
  'pg_walinspect',
  'pgcrypto',
  'seg',
  'spi',
  'tablefunc',
  'tcn',
  'tsm_system_rows',
  'tsm_system_time',
  'unaccent',
  'uuid-ossp',
]

/**
 * The files of all extensions, with paths below PostgreSQL's own prefix.
 *
 * PGlite compiles every extension that it is created with: all of them cost 350 ms at each start.
 * Put in place as mere files they cost a tenth of that, and the few that are used are compiled when
 * PostgreSQL loads them. So nobody has to name extensions beforehand, a snapshot holds for any set
 * of them, and a data folder finds those that it has installed. (PGlite would also replace the
 * whole postgresql.conf by one line when given pg_stat_statements.)
 */
export async function extensionFiles(): Promise<readonly TarFile[]> {
  const paths = [
    ...bundles.map((name) => join(pgliteFolder(), `${name}.tar.gz`)),
    join(pgvectorFolder(), 'vector.tar.gz'),
  ]
  const archives = await Promise.all(paths.map(async (path) => expand(await readFile(path))))
  return archives.flatMap(untar)
}

/** In Node's thread pool, while PostgreSQL starts. */
const expand: (bytes: Buffer) => Promise<Buffer> = promisify(gunzip)
