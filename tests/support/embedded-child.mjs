// A process that uses an embedded database, for tests that start many or kill it.
// node embedded-child.mjs <hold|write|exit> <folder> <cache> <wait in ms>
import { openEmbedded } from '../../dist/embedded/open-embedded.js'

const [, , task, folder, cache, wait] = process.argv

const say = (event) => process.stdout.write(`${JSON.stringify(event)}\n`)

try {
  const session = await openEmbedded({ folder, cache, wait: Number(wait) })
  say({ kind: 'open', pid: process.pid })
  if (task === 'write') await writeForEver(session)
  if (task === 'hold') process.stdin.resume()
  if (task === 'exit') await session.close()
} catch (error) {
  say({ kind: 'refused', code: error.code ?? String(error), message: error.message })
}

/** Every number that was said is in the table, whatever happens afterwards. */
async function writeForEver(session) {
  await session.run('create table if not exists written (number integer primary key, filler text)')
  const [{ next }] = await session.query('select coalesce(max(number), 0) + 1 as next from written')
  for (let number = next; ; number += 1) {
    await session.query(`insert into written values ($1, repeat('x', 3000))`, [number])
    say({ kind: 'wrote', number })
    if (number % 7 === 0) await session.run(`create table if not exists t${number} (id integer)`)
  }
}
