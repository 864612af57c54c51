import { randomBytes } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { TestDatabase } from './test-database.ts'

/** An extension that nobody has until a test puts it on the server. */
export interface MadeUpExtension {
  readonly name: string
  /** Writes its files to where the server looks for them. They go when the test ends. */
  provide(): Promise<void>
}

/** Thinks of an extension for the server of a database: a function `<name>_answer()` that gives 42. */
export function madeUpExtension(database: TestDatabase): MadeUpExtension {
  const name = `fault_${randomBytes(4).toString('hex')}`
  return {
    name,
    provide: async () => {
      const folder = join(await shareFolder(database), 'extension')
      const files = {
        [`${name}.control`]: `comment = 'for a test'\ndefault_version = '1.0'\nrelocatable = true\n`,
        [`${name}--1.0.sql`]: `create function ${name}_answer() returns int language sql as 'select 42';\n`,
      }
      for (const [file, text] of Object.entries(files)) {
        onTestFinished(() => rm(join(folder, file), { force: true }))
        await writeFile(join(folder, file), text)
      }
    },
  }
}

async function shareFolder(database: TestDatabase): Promise<string> {
  const [row] = await database.run(`select setting from pg_config where name = 'SHAREDIR'`)
  return String(row?.['setting'])
}
