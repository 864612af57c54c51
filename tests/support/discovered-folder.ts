import { discover } from '../../src/discovery/discover.ts'
import type { Discovery } from '../../src/discovery/discovery.ts'
import { temporaryFolder } from '../../src/settings/temporary-folder.testing.ts'
import { pythonParser } from './python-program.ts'

/** What is found in a folder with these files; its paths are spelled from within it. */
export async function discoveredIn(
  files: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>> = {},
): Promise<Discovery> {
  const folder = await temporaryFolder(files)
  const found = await discover({ folder, parser: await pythonParser(), environment })
  return JSON.parse(
    JSON.stringify(found).replaceAll(`${folder}/`, '').replaceAll(folder, '.'),
  ) as Discovery
}

/** A class of a table with a key. */
export function model(name: string, base = 'Base'): string {
  return `class ${name}(${base}):\n    __tablename__ = '${name.toLowerCase()}s'\n    id = Column(Integer, primary_key=True)\n`
}

/** A module with a base class. */
export const baseModule = `from sqlalchemy.orm import declarative_base\nBase = declarative_base()\n`

/** The head of a module with models. */
export const modelHead = 'from sqlalchemy import Column, Integer\n'

/** An env.py whose target is an expression, after imports. */
export function environment(imports: string, target: string, more = ''): string {
  return `from alembic import context\n${imports}\ntarget_metadata = ${target}\n
def run_migrations_online():
    with engine_from_config({}).connect() as connection:
        context.configure(connection=connection, target_metadata=target_metadata${more})
        context.run_migrations()

run_migrations_online()
`
}

/** A file of a revision. */
export function revision(id: string, parent: string | null = null): string {
  const down = parent === null ? 'None' : `'${parent}'`
  return `revision = '${id}'\ndown_revision = ${down}\n\ndef upgrade():\n    pass\n`
}
