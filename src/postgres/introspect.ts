import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Dependency } from '../catalogue/dependency.ts'
import type { Rights } from '../catalogue/object-rights.ts'
import type { ServerFacts } from '../catalogue/snapshot.ts'
import { introspectColumns } from './introspect-columns.ts'
import { introspectConstraints } from './introspect-constraints.ts'
import { introspectDependencies } from './introspect-dependencies.ts'
import { introspectIndexes } from './introspect-indexes.ts'
import { introspectPolicies } from './introspect-policies.ts'
import { readRowsOf, type ReadRows } from './introspect-query.ts'
import { introspectRights } from './introspect-rights.ts'
import { introspectAggregates, introspectRoutines } from './introspect-routines.ts'
import { introspectExtensions, introspectSchemas } from './introspect-schemas.ts'
import { introspectSequences } from './introspect-sequences.ts'
import { introspectStatistics } from './introspect-statistics.ts'
import { introspectTables } from './introspect-tables.ts'
import { introspectTriggers } from './introspect-triggers.ts'
import { introspectTypes } from './introspect-types.ts'
import { introspectUndescribed } from './introspect-undescribed.ts'
import { introspectViews } from './introspect-views.ts'
import type { ObjectIdentity } from './object-identity.ts'
import { printing } from './printing.ts'
import type { Session } from './session.ts'

/** A database as it was at one moment, and what is true of its server. */
export interface Introspection {
  readonly server: ServerFacts
  readonly catalogue: Catalogue
}

/** A database, and which of its objects need which others. */
export interface IntrospectionWithDependencies extends Introspection {
  readonly dependencies: readonly Dependency[]
}

/** As plans want to know a database: with who owns its objects, and who may do what with them. */
export interface IntrospectionWithRights extends IntrospectionWithDependencies {
  readonly rights: Rights
}

/** A database, and which object each name stands for. */
export interface IntrospectionWithIdentities extends Introspection {
  readonly identities: readonly ObjectIdentity[]
}

/**
 * Describes a database from `pg_catalog`, with one query for each kind of object, in one read-only
 * snapshot. The session must not be within a transaction.
 *
 * @throws PostgresError where PostgreSQL refuses a query; the transaction is ended then too.
 */
export async function introspect(session: Session): Promise<Introspection> {
  return inSnapshot(session, () => readIntrospection(session))
}

/** As {@link introspect}, with the dependencies as of the same moment. */
export async function introspectWithDependencies(
  session: Session,
): Promise<IntrospectionWithDependencies> {
  return inSnapshot(session, async () => ({
    ...(await readIntrospection(session)),
    dependencies: await introspectDependencies(readRowsOf(session)),
  }))
}

/** As {@link introspectWithDependencies}, with owners and privileges as of the same moment. */
export async function introspectWithRights(session: Session): Promise<IntrospectionWithRights> {
  return inSnapshot(session, async () => ({
    ...(await readIntrospection(session)),
    dependencies: await introspectDependencies(readRowsOf(session)),
    rights: await introspectRights(readRowsOf(session)),
  }))
}

/** As {@link introspect}, with the identities of all objects as of the same moment. */
export async function introspectWithIdentities(
  session: Session,
): Promise<IntrospectionWithIdentities> {
  return inSnapshot(session, () => readWithIdentities(session))
}

/** The owners and privileges alone, in one read-only snapshot; as {@link introspect}. */
export async function introspectRightsAlone(session: Session): Promise<Rights> {
  return inSnapshot(session, () => introspectRights(readRowsOf(session)))
}

/**
 * Describes a database as a transaction of the caller sees it, with what it has not committed yet.
 * Up to its end the transaction keeps the settings under which PostgreSQL prints for a catalogue:
 * an empty `search_path` among them.
 */
export async function introspectInTransaction(session: Session): Promise<Introspection> {
  await session.run(setPrinting)
  return readIntrospection(session)
}

/** With identities, as a transaction of the caller sees it; as {@link introspectInTransaction}. */
export async function identifyInTransaction(
  session: Session,
): Promise<IntrospectionWithIdentities> {
  await session.run(setPrinting)
  return readWithIdentities(session)
}

async function readWithIdentities(session: Session): Promise<IntrospectionWithIdentities> {
  return {
    ...(await readIntrospection(session)),
    identities: await readRowsOf(session)<ObjectIdentity>('identities'),
  }
}

/** The dependencies as a transaction of the caller sees them; as {@link introspectInTransaction}. */
export async function dependenciesInTransaction(session: Session): Promise<readonly Dependency[]> {
  await session.run(setPrinting)
  return introspectDependencies(readRowsOf(session))
}

async function inSnapshot<T>(session: Session, read: () => Promise<T>): Promise<T> {
  // Outside `try`: where this fails there is no transaction of ours to end.
  await session.run('begin isolation level repeatable read read only')
  try {
    await session.run(setPrinting)
    const result = await read()
    await session.run('commit')
    return result
  } catch (error) {
    // On a lost connection this fails too, and the first error is the one to tell.
    await session.run('rollback').catch(() => undefined)
    throw error
  }
}

async function readIntrospection(session: Session): Promise<Introspection> {
  const { catalogue, extensionVersions } = await readCatalogue(readRowsOf(session))
  return { server: { version: session.serverVersion, extensionVersions }, catalogue }
}

const setPrinting = printing.map(([name, value]) => `set local ${name} = '${value}'`).join('; ')

/** Puts a catalogue together of rows, which may be those of some objects only. */
export async function catalogueOf(read: ReadRows): Promise<Catalogue> {
  return (await readCatalogue(read)).catalogue
}

async function readCatalogue(read: ReadRows): Promise<{
  readonly catalogue: Catalogue
  readonly extensionVersions: Readonly<Record<string, string>>
}> {
  const { extensions, versions } = await introspectExtensions(read)
  const { sequences, identities } = await introspectSequences(read)
  const columns = await introspectColumns(read)
  const hanging = {
    columns,
    identities,
    constraints: await introspectConstraints(read, columns),
    indexes: await introspectIndexes(read, columns),
    triggers: await introspectTriggers(read),
    policies: await introspectPolicies(read),
  }
  const catalogue = {
    schemas: await introspectSchemas(read),
    extensions,
    types: await introspectTypes(read, columns),
    sequences,
    tables: await introspectTables(read, hanging),
    views: await introspectViews(read, hanging),
    routines: await introspectRoutines(read),
    aggregates: await introspectAggregates(read),
    statistics: await introspectStatistics(read),
    undescribed: await introspectUndescribed(read),
  }
  return { catalogue, extensionVersions: versions }
}
