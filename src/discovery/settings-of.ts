import { pathWithin } from '../history/alembic/join-path.ts'
import type { FoundSettings } from '../settings/initialise.ts'
import type { AlembicInput, ModelsInput } from '../settings/settings-input.ts'
import { modelsOf } from './models-of.ts'
import { usualMigrations } from '../settings/build-application.ts'
import type { Discovery, FoundHistory } from './discovery.ts'
import { isEmpty } from './nothing-found.ts'

/** What was found, as a settings file would say it; null where nothing was. */
export function settingsOf(discovery: Discovery): FoundSettings | null {
  if (isEmpty(discovery)) return null
  const { databases, histories, metadatas, folder } = discovery
  const inside = (path: string): string => pathWithin(path, folder)
  return {
    migrations: new Map(
      databases.map(({ name }) => {
        const history = histories.find(({ database }) => database === name)
        return [name, history ? migrationsInput(history, inside) : usualMigrations(name)]
      }),
    ),
    models: modelsOf(metadatas).map((one): ModelsInput => {
      const { reader, root, files, metadata, tables, database, sharedBy } = one
      const start = inside(root)
      return {
        reader,
        ...(start === '.' ? {} : { root: start }),
        files,
        ...(metadata === null ? {} : { metadata }),
        ...(tables === null ? {} : { tables }),
        ...(database === null ? {} : { database }),
        ...(sharedBy.length === 0 ? {} : { database: sharedBy }),
      }
    }),
  }
}

function migrationsInput(
  history: FoundHistory,
  inside: (path: string) => string,
): string | AlembicInput {
  switch (history.kind) {
    case 'sql':
      return inside(history.folder)
    case 'alembic': {
      const { config, section } = history
      return { alembic: inside(config), ...(section === null ? {} : { section }) }
    }
  }
}
