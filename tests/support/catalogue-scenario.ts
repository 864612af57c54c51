import { readFileSync } from 'node:fs'
import { majorVersion, type Session } from '../../src/postgres/session.ts'

/** The scripts of tests/scenarios/introspection: what every version has, and what came later. */
export type CatalogueScript = 'everything' | 'since-15' | 'since-18' | 'undescribed'

/** Runs scripts in the order given. */
export async function runScripts(
  session: Session,
  ...scripts: readonly CatalogueScript[]
): Promise<void> {
  for (const script of scripts) {
    const url = new URL(`../scenarios/introspection/${script}.sql`, import.meta.url)
    await session.run(readFileSync(url, 'utf8'))
  }
}

/** The scripts that a session's version can run, the newest last. */
export function scriptsFor(session: Pick<Session, 'serverVersion'>): readonly CatalogueScript[] {
  const major = majorVersion(session)
  if (major >= 18) return ['everything', 'since-15', 'since-18']
  return major >= 15 ? ['everything', 'since-15'] : ['everything']
}

/** Leaves behind what a failed `create index concurrently` leaves behind. */
export async function makeInvalidIndex(session: Session): Promise<void> {
  await session.run(`insert into shop.scratch values (1, 'twice'), (1, 'twice')`)
  const failure = await session
    .run('create unique index concurrently scratch_once on shop.scratch (a)')
    .then(() => null, String)
  if (failure === null) throw new Error('two equal values were indexed as unique')
  await session.run('delete from shop.scratch')
}
