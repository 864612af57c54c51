import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testApplication, type TestApplication } from './test-application.ts'
import { serverUrl, testDatabase, type TestDatabase } from './test-database.ts'

/** An application of the one database `shop` on a server, where plans are made and run. */
export interface PlanPlace {
  readonly application: TestApplication
  readonly shop: TestDatabase
}

/** Tries plans on the native server: much faster than an embedded shadow for each. */
export const nativeShadow = (): { readonly shadow: { readonly url: string } } => ({
  shadow: { url: serverUrl(18, 'postgres') },
})

/** Makes one, with a database that a script has built, and with further files. */
export async function planPlace(
  script: string,
  files: Readonly<Record<string, string>> = {},
): Promise<PlanPlace> {
  const shop = await testDatabase(18)
  if (script !== '') await shop.run(script)
  const application = await testApplication({ shop: { url: shop.url } }, {}, nativeShadow())
  await writeInto(application, files)
  return { application, shop }
}

/** Writes files beside the settings of an application. */
export async function writeInto(
  { folder }: TestApplication,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
}

/** The flags that the text of a plan, or a refusal of one, says to be needed. */
export function flagsIn(text: string): readonly string[] {
  return text.match(/--allow [a-z-]+/g)?.flatMap((flag) => flag.split(' ')) ?? []
}
