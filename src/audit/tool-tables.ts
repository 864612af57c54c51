import { withoutTables } from '../catalogue/without-tables.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Table } from '../catalogue/table.ts'

/** Tables that another tool keeps in the same database. */
export interface ToolTables {
  readonly tool: string
  /** `public.alembic_version`, sorted. */
  readonly tables: readonly string[]
}

/** A tool, and how its tables are told from tables of the same name. */
interface Tool {
  readonly name: string
  /** The tables with columns that only theirs have. */
  readonly tables: Readonly<Record<string, readonly string[]>>
}

/** What each tool makes, from its own source or documentation. */
const tools: readonly Tool[] = [
  { name: 'Alembic', tables: { alembic_version: ['version_num'] } },
  {
    name: 'LangGraph',
    tables: {
      checkpoints: ['thread_id', 'checkpoint_ns', 'checkpoint_id'],
      checkpoint_blobs: ['thread_id', 'checkpoint_ns', 'channel'],
      checkpoint_writes: ['thread_id', 'checkpoint_ns', 'task_id'],
      checkpoint_migrations: ['v'],
    },
  },
  { name: 'PostGIS', tables: { spatial_ref_sys: ['srid', 'srtext', 'proj4text'] } },
  { name: 'dbmate', tables: { schema_migrations: ['version'] } },
  { name: 'Flyway', tables: { flyway_schema_history: ['installed_rank', 'checksum'] } },
  { name: 'goose', tables: { goose_db_version: ['version_id', 'is_applied'] } },
  { name: 'Drizzle', tables: { __drizzle_migrations: ['hash'] } },
  { name: 'Prisma', tables: { _prisma_migrations: ['checksum', 'migration_name'] } },
  { name: 'Django', tables: { django_migrations: ['app', 'applied'] } },
  { name: 'APScheduler', tables: { apscheduler_jobs: ['next_run_time', 'job_state'] } },
  {
    name: 'Celery',
    tables: { celery_taskmeta: ['task_id', 'traceback'], celery_tasksetmeta: ['taskset_id'] },
  },
  { name: 'Procrastinate', tables: { procrastinate_jobs: ['queue_name', 'task_name'] } },
]

/** A catalogue without the tables of other tools, and which those are. */
export function withoutToolTables(
  catalogue: Catalogue,
  ours: Catalogue | null,
): { readonly catalogue: Catalogue; readonly tools: readonly ToolTables[] } {
  const mine = new Set(ours?.tables.map(pathOf))
  const found = new Map<string, string>()
  for (const table of catalogue.tables) {
    const tool = mine.has(pathOf(table)) ? null : toolOf(table)
    if (tool !== null) found.set(pathOf(table), tool)
  }
  if (found.size === 0) return { catalogue, tools: [] }
  const named = [...new Set(found.values())].sort()
  return {
    catalogue: withoutTables(catalogue, (path) => found.has(path)),
    tools: named.map((tool) => ({
      tool,
      tables: [...found].filter(([, name]) => name === tool).map(([path]) => path),
    })),
  }
}

function toolOf({ name, columns }: Table): string | null {
  const has = new Set(columns.map((column) => column.name))
  const tool = tools.find(({ tables }) =>
    Object.hasOwn(tables, name) ? tables[name]?.every((column) => has.has(column)) : false,
  )
  return tool?.name ?? null
}

function pathOf({ schema, name }: Pick<Table, 'schema' | 'name'>): string {
  return `${schema}.${name}`
}
