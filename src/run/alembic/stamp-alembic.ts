import { makeVersionTable, type VersionTableName } from '../../history/alembic/run/version-rows.ts'
import type { AlembicDatabaseHistory, AlembicDatabaseRevision } from '../../history/revision.ts'
import { compareText } from '../../kernel/ordering.ts'
import { UserError } from '../../kernel/user-error.ts'
import type { Session } from '../../postgres/session.ts'
import { named } from '../../sql/identifier.ts'
import { literal } from '../../sql/literal.ts'
import { joinSql, sql, type Sql } from '../../sql/sql.ts'
import type { RunContext } from '../run-context.ts'
import type { AlembicDatabaseStanding } from '../standing.ts'
import { headsOf } from './alembic-meant.ts'
import { ancestorsOf } from '../../history/alembic/revision-graph.ts'

/** How Alembic's table was moved. */
export interface MovedVersions {
  /** As one would name it: `alembic_version`, `ops.alembic_version`. */
  readonly table: string
  /** Sorted ids. */
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** What is to be recorded. */
export interface AlembicStamp {
  /** The revision that it is about; null for the heads of the database's target. */
  readonly id: string | null
  readonly kind: 'applied' | 'forget' | 'accept'
}

interface AlembicStamped {
  readonly database: string
  readonly recorded: readonly string[]
  readonly erased: readonly string[]
  readonly versions: MovedVersions
}

/**
 * Moves Alembic's table without running anything, as `alembic stamp` does: the branch of the revision
 * then stands at it, others stay where they are.
 *
 * @throws UserError for what Alembic's table cannot say
 */
export async function stampAlembic(
  { session, database }: RunContext,
  standing: AlembicDatabaseStanding,
  stamp: AlembicStamp,
): Promise<AlembicStamped> {
  const { history, table, rows } = standing
  const after = [...rowsAfter(standing, stamp)].sort(compareText)
  const gone = rows.filter((id) => !after.includes(id))
  const come = after.filter((id) => !rows.includes(id))
  if (gone.length + come.length > 0) await move(session, table, { gone, come })
  const [was, is] = [rows, after].map((ids) => ancestorsOf(history.source.graph, ids))
  const all = history.source.graph.order
  return {
    database,
    recorded: all.filter((one) => is?.has(one) && !was?.has(one)).map(({ id }) => id),
    erased: [
      ...all.filter((one) => was?.has(one) && !is?.has(one)).map(({ id }) => id),
      ...gone.filter((id) => !all.some((one) => one.id === id)),
    ],
    versions: { table: named(shown(table)), before: rows, after },
  }
}

/** The usual schema goes without saying. */
function shown({ schema, name }: VersionTableName): {
  readonly schema: string | null
  readonly name: string
} {
  return { schema: schema === 'public' ? null : schema, name }
}

function rowsAfter(
  { history, rows, database }: AlembicDatabaseStanding,
  { id, kind }: AlembicStamp,
): readonly string[] {
  switch (kind) {
    case 'accept':
      throw new UserError(
        `Alembic keeps no checksums, so that "${database}" has no change to accept.`,
        {
          code: 'alembic-history',
        },
      )
    case 'forget':
      return forgotten(history, rows, id ?? '')
    case 'applied': {
      const stamped = id === null ? headsOf(history.revisions) : withId(history, id)
      return stamped.reduce((standing, one) => movedTo(history, standing, one), rows)
    }
  }
}

function withId(
  { revisions, beyond }: AlembicDatabaseHistory,
  id: string,
): readonly AlembicDatabaseRevision[] {
  return [...revisions, ...beyond].filter((one) => one.id === id)
}

/** What stands before or after the revision in the history gives way to it. */
function movedTo(
  history: AlembicDatabaseHistory,
  rows: readonly string[],
  { id, source }: AlembicDatabaseRevision,
): readonly string[] {
  const before = ancestorsOf(history.source.graph, [id])
  const others = rows.filter((row) => {
    const own = ancestorsOf(history.source.graph, [row])
    return !own.has(source) && ![...before].some((one) => one.id === row)
  })
  return [...others, id]
}

/** Its parents are the heads then, as far as nothing else stands on them. */
function forgotten(
  history: AlembicDatabaseHistory,
  rows: readonly string[],
  id: string,
): readonly string[] {
  if (!rows.includes(id)) throw notARow(history, rows, id)
  const others = rows.filter((row) => row !== id)
  const parents = withId(history, id).flatMap(({ source }) => source.parents)
  const still = ancestorsOf(history.source.graph, others)
  return [...others, ...parents.filter((parent) => ![...still].some((one) => one.id === parent))]
}

function notARow(
  { database }: AlembicDatabaseHistory,
  rows: readonly string[],
  id: string,
): UserError {
  return new UserError(`Alembic's table of "${database}" has no row "${id}".`, {
    code: 'unknown-revision',
    hint:
      rows.length === 0
        ? 'It is empty: nothing is recorded as applied.'
        : `Only a head can be forgotten, for the rest follows from it: ${rows.join(', ')}.`,
  })
}

interface Movement {
  readonly gone: readonly string[]
  readonly come: readonly string[]
}

async function move(
  session: Session,
  table: AlembicDatabaseStanding['table'],
  { gone, come }: Movement,
): Promise<void> {
  await session.run('begin')
  try {
    if (!table.isThere) await makeVersionTable(session, table)
    await session.run(movement(table, gone, come))
    await session.run('commit')
  } catch (error) {
    await session.run('rollback').catch(() => undefined)
    throw error
  }
}

function movement(table: VersionTableName, gone: readonly string[], come: readonly string[]): Sql {
  const name = named(table)
  const list = joinSql(gone.map(literal), sql`, `)
  const rows = joinSql(
    come.map((id) => sql`(${literal(id)})`),
    sql`, `,
  )
  const statements = [
    ...(gone.length === 0 ? [] : [sql`delete from ${name} where version_num in (${list})`]),
    ...(come.length === 0 ? [] : [sql`insert into ${name} (version_num) values ${rows}`]),
  ]
  return joinSql(statements, sql`; `)
}
