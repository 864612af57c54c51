/** What a settings file is written from. */
export interface SettingsTextFacts {
  /** The folder of migrations by the name of the database, in the order to write. */
  readonly migrations: ReadonlyMap<string, string>
  /** Whether the variables of a `.env` beside the settings file are to be read. */
  readonly readsEnv: boolean
}

/** The text of a new settings file: each address comes from an environment variable. */
export function settingsText({ migrations, readsEnv }: SettingsTextFacts): string {
  const databases = [...migrations].map(([name, folder]) => {
    const variable = variableOf(name, migrations.size)
    return `    ${keyOf(name)}: { url: process.env.${variable}, migrations: '${folder}' },\n`
  })
  return `import { defineApplication } from 'elenchus'
${readsEnv ? ENV : ''}
// A database whose variable is not set is embedded: it lives in .elenchus/<name>/ and needs no server.
export default defineApplication({
  databases: {
${databases.join('')}  },
})
`
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
