import { describe, expect, test } from 'vitest'
import type { Catalogue } from '../../src/catalogue/catalogue.ts'
import { formatName } from '../../src/catalogue/qualified-name.ts'
import { canonicalJson, type Json } from '../../src/kernel/canonical-json.ts'
import { introspect } from '../../src/postgres/introspect.ts'
import { majorVersion, type Session } from '../../src/postgres/session.ts'
import {
  makeInvalidIndex,
  runScripts,
  scriptsFor,
  type CatalogueScript,
} from '../support/catalogue-scenario.ts'
import { nativeSession, pgliteSession } from '../support/catalogue-session.ts'

/** Up to 15 the columns of a view on one table are printed with the table's name before them. */
const printedOtherwiseUpTo15 = ['shop.cheap', 'shop.family', 'shop.my_shelf']

test('the catalogue of everything is the one that was checked by hand', async () => {
  const session = await nativeSession(18)
  const catalogue = await catalogueAfter(session, scriptsFor(session))
  await expect(printed(catalogue)).toMatchFileSnapshot('../golden/everything.json')
})

test('an embedded database gives the same catalogue as a server', async () => {
  const session = await pgliteSession()
  const catalogue = await catalogueAfter(session, scriptsFor(session))
  await expect(printed(catalogue)).toMatchFileSnapshot('../golden/everything.json')
})

describe.each([14, 15, 16, 17] as const)('PostgreSQL %i', (major) => {
  test('gives the same catalogue as PostgreSQL 18', async () => {
    const older = await nativeSession(major)
    const scripts = scriptsFor(older)
    const newest = await nativeSession(18)
    const expected = comparable(await catalogueAfter(newest, scripts), major)
    expect(comparable(await catalogueAfter(older, scripts), major)).toEqual(expected)
  })
})

test('the server facts are not part of the catalogue', async () => {
  const session = await nativeSession(17)
  await session.run('create extension citext')
  const { server, catalogue } = await introspect(session)
  expect(majorVersion({ serverVersion: server.version })).toBe(17)
  expect(server.extensionVersions).toEqual({ citext: '1.6' })
  expect(catalogue.extensions).toEqual([{ kind: 'extension', name: 'citext', schema: 'public' }])
})

async function catalogueAfter(
  session: Session,
  scripts: readonly CatalogueScript[],
): Promise<Catalogue> {
  await runScripts(session, ...scripts)
  await makeInvalidIndex(session)
  const { catalogue } = await introspect(session)
  return catalogue
}

function comparable(catalogue: Catalogue, major: number): Catalogue {
  if (major > 15) return catalogue
  const views = catalogue.views.map((view) =>
    printedOtherwiseUpTo15.includes(formatName(view)) ? { ...view, definition: '' } : view,
  )
  return { ...catalogue, views }
}

function printed(catalogue: Catalogue): string {
  return canonicalJson(catalogue as unknown as Json)
}
