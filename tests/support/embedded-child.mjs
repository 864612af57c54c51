// A process that uses an embedded database, for tests that start many or kill it. It runs what is
// built: to translate TypeScript takes longer than all else that it does.
// node embedded-child.mjs <hold|write|exit> <folder> <cache> <wait in ms>
import { openEmbedded } from '../../dist/embedded/open-embedded.js'

const [, , task, folder = '', cache = '', wait] = process.argv

try {
  const session = await openEmbedded({ folder, cache, wait: Number(wait) })
  say({ kind: 'open', pid: process.pid })
  await perform(session)
} catch (error) {
  say({ kind: 'refused', code: error.code ?? 'no code', message: error.message })
}

async function perform(session) {
  switch (task) {
    case 'hold':
      process.stdin.resume()
      return
    case 'write':
      await writeForEver(session)
      return
    case 'exit':
      await session.close()
  }
}

/** Every number that was said is in the table, whatever happens afterwards. */
async function writeForEver(session) {
  await session.run('create table if not exists written (number integer primary key, filler text)')
  const rows = await session.query('select max(number) as last from written')
  for (let number = (rows[0]?.last ?? 0) + 1; ; number += 1) {
    await session.query(`insert into written values ($1, repeat('x', 3000))`, [number])
    say({ kind: 'wrote', number })
    if (number % 7 === 0) await session.run(`create table if not exists t${number} (id integer)`)
  }
}

function say(event) {
  process.stdout.write(`${JSON.stringify(event)}\n`)
}
