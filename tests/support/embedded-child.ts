/*
 * A process that uses an embedded database, for tests that start many or kill it:
 * node --import jiti/register embedded-child.ts <hold|write|exit> <folder> <cache> <wait in ms>
 */
import { openEmbedded } from '../../src/embedded/open-embedded.ts'
import type { Session } from '../../src/postgres/session.ts'
import type { ChildEvent, ChildTask } from './embedded-process.ts'

async function main(): Promise<void> {
  const [, , task, folder = '', cache = '', wait] = process.argv
  const session = await openEmbedded({ folder, cache, wait: Number(wait) })
  say({ kind: 'open', pid: process.pid })
  await perform(task as ChildTask, session)
}

async function perform(task: ChildTask, session: Session): Promise<void> {
  switch (task) {
    case 'hold':
      process.stdin.resume()
      return
    case 'write':
      return writeForEver(session)
    case 'exit':
      return session.close()
  }
}

/** Every number that was said is in the table, whatever happens afterwards. */
async function writeForEver(session: Session): Promise<void> {
  await session.run('create table if not exists written (number integer primary key, filler text)')
  const rows = await session.query<{ last: number | null }>(
    'select max(number) as last from written',
  )
  for (let number = (rows[0]?.last ?? 0) + 1; ; number += 1) {
    await session.query(`insert into written values ($1, repeat('x', 3000))`, [number])
    say({ kind: 'wrote', number })
    if (number % 7 === 0) await session.run(`create table if not exists t${number} (id integer)`)
  }
}

function say(event: ChildEvent): void {
  process.stdout.write(`${JSON.stringify(event)}\n`)
}

await main().catch((error: unknown) => {
  const { code, message } = error as { readonly code?: string; readonly message: string }
  say({ kind: 'refused', code: code ?? 'no code', message })
})
