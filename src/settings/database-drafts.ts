import { usualMigrations } from './build-application.ts'
import type { DatabaseDraft } from './check-databases.ts'

/**
 * What can be understood of the databases in settings that may be wrong, so that faults between
 * databases are told together with those within one. Null where there is nothing to understand.
 */
export function databaseDrafts(settings: unknown): readonly DatabaseDraft[] | null {
  const databases = recordOf(recordOf(settings)?.['databases'])
  if (databases === null) return null
  return Object.entries(databases).map(([name, value]) => {
    const database = recordOf(value) ?? {}
    const { after, migrations = usualMigrations(name) } = database
    return {
      name,
      url: textOf(database['url']),
      migrations: textOf(migrations),
      after: Array.isArray(after) ? after.filter((item) => typeof item === 'string') : [],
    }
  })
}

/** The address of the shadow in settings that may be wrong, or an empty text. */
export function shadowUrlDraft(settings: unknown): string {
  return textOf(recordOf(recordOf(settings)?.['shadow'])?.['url']) ?? ''
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  return value as Readonly<Record<string, unknown>>
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
