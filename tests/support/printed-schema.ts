import { isDeepStrictEqual } from 'node:util'
import { canonicalJson, type Json } from '../../src/kernel/canonical-json.ts'
import { referenceKey } from '../../src/catalogue/object-reference.ts'
import {
  dependenciesInTransaction,
  introspectInTransaction,
} from '../../src/postgres/introspect.ts'
import type { Session } from '../../src/postgres/session.ts'
import { createCatalogue } from '../../src/sql/print/create-catalogue.ts'
import type { DrawnSchema } from './schema-arbitrary/schema-arbitrary.ts'

/**
 * Prints a drawn schema, loads it in a transaction that is rolled back, and throws unless
 * introspection finds just what was drawn, and all dependencies if they are asked for.
 */
export async function comesBack(
  session: Session,
  drawn: DrawnSchema,
  options: { readonly dependencies: boolean },
): Promise<void> {
  const { statements, notMade } = createCatalogue(drawn.catalogue, drawn.dependencies)
  const text = statements.map((statement) => `${statement};\n`).join('')
  if (notMade.length > 0) throw new Error(`not made: ${JSON.stringify(notMade)}`)
  await session.run('begin')
  try {
    await session.run(text)
    const found = await introspectInTransaction(session)
    if (!isDeepStrictEqual(found.catalogue, drawn.catalogue)) {
      throw new Error(`other lines:\n${otherLines(found.catalogue, drawn.catalogue)}`)
    }
    if (options.dependencies) await findDependencies(session, drawn)
  } catch (error) {
    throw new Error(`${String(error)}\n${text}`, { cause: error })
  } finally {
    await session.run('rollback')
  }
}

async function findDependencies(session: Session, drawn: DrawnSchema): Promise<void> {
  const keys = new Set((await dependenciesInTransaction(session)).map(keyOf))
  const missing = drawn.dependencies.filter((dependency) => !keys.has(keyOf(dependency)))
  if (missing.length > 0) throw new Error(`not found: ${JSON.stringify(missing)}`)
}

function keyOf({ dependent, on }: DrawnSchema['dependencies'][number]): string {
  return `${referenceKey(dependent)} -> ${referenceKey(on)}`
}

type Catalogue = DrawnSchema['catalogue']

function otherLines(found: Catalogue, drawn: Catalogue): string {
  const [left, right] = [linesOf(found), linesOf(drawn)]
  return left
    .flatMap((line, at) =>
      line === right[at] ? [] : [`found ${line}`, `drawn ${right[at] ?? ''}`],
    )
    .slice(0, 20)
    .join('\n')
}

function linesOf(catalogue: Catalogue): readonly string[] {
  return canonicalJson(catalogue as unknown as Json).split('\n')
}
