import { readFileSync } from 'node:fs'

/** The text of a file of queries/, by its name without `.sql`. */
export function readQuery(name: string): string {
  return readFileSync(new URL(`./queries/${name}.sql`, import.meta.url), 'utf8')
}
