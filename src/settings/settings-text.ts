import type { AlembicInput, ModelsInput } from './settings-input.ts'

/** What a settings file is written from. */
export interface SettingsTextFacts {
  /** The migrations by the name of the database, in the order to write. */
  readonly migrations: ReadonlyMap<string, string | AlembicInput>
  readonly models?: readonly ModelsInput[]
  /** Whether the variables of a `.env` beside the settings file are to be read. */
  readonly readsEnv: boolean
}

/** The text of a new settings file: each address comes from an environment variable. */
export function settingsText({ migrations, models = [], readsEnv }: SettingsTextFacts): string {
  const databases = [...migrations].map(([name, given]) => {
    const variable = variableOf(name, migrations.size)
    return `    ${keyOf(name)}: { url: process.env.${variable}, migrations: ${migrationsText(given)} },\n`
  })
  return `import { defineApplication } from 'elenchus'
${readsEnv ? ENV : ''}
// A database whose variable is not set is embedded: it lives in .elenchus/<name>/ and needs no server.
export default defineApplication({
  databases: {
${databases.join('')}  },
${models.length === 0 ? '' : `  models: [\n${models.map(modelsText).join('')}  ],\n`}})
`
}

function migrationsText(given: string | AlembicInput): string {
  if (typeof given === 'string') return quoted(given)
  const { alembic, section } = given
  return `{ alembic: ${quoted(alembic)}${section === undefined ? '' : `, section: ${quoted(section)}`} }`
}

function modelsText({ root, files, metadata = [], tables = [], database }: ModelsInput): string {
  const lines = [
    `reader: 'sqlalchemy',`,
    ...(root === undefined ? [] : [`root: ${quoted(root)},`]),
    `files: [`,
    ...files.map((file) => `  ${quoted(file)},`),
    `],`,
    ...(metadata.length === 0 ? [] : [`metadata: [${metadata.map(quoted).join(', ')}],`]),
    ...(tables.length === 0 ? [] : [`tables: [${tables.map(quoted).join(', ')}],`]),
    ...(database === undefined ? [] : [`database: ${databaseText(database)},`]),
  ]
  return `    {\n${lines.map((line) => `      ${line}\n`).join('')}    },\n`
}

function databaseText(database: string | readonly string[]): string {
  return typeof database === 'string' ? quoted(database) : `[${database.map(quoted).join(', ')}]`
}

function quoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, '\\$&')}'`
}

const ENV = `
process.loadEnvFile(new URL('.env', import.meta.url))
`

/** `DATABASE_URL` where there is one database, as everybody calls it; else with the name after it. */
function variableOf(name: string, count: number): string {
  return count === 1 ? 'DATABASE_URL' : `DATABASE_URL_${name.toUpperCase().replaceAll('-', '_')}`
}

function keyOf(name: string): string {
  return /^\w+$/.test(name) ? name : `'${name}'`
}
