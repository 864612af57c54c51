// A process that resumes a run on an embedded database and tells how it ended.
// node fault-resume-child.mjs <{ folder, cache, block, queries } as JSON>
//
// It is one of its own for the flags of V8 that it is started with, and opens the database twice
// only: each time costs half a second of a processor.
import { catalogueHash } from '../../dist/catalogue/snapshot.js'
import { openApplication, up } from '../../dist/index.js'
import { introspect } from '../../dist/postgres/introspect.js'
import { withOpened } from '../../dist/run/opened.js'

const { folder, cache, block, queries } = JSON.parse(process.argv[2])
const everything = { only: [], to: null, allowOutOfOrder: false }
const open = (inDoubt) => openApplication({ directory: folder, inDoubt, environment: { cache } })

let { failure } = await up(await open(null), everything)
if (failure?.code === 'statement-in-doubt') {
  const done = await inDatabase(async ({ session }) => (await session.query(block)).length > 0)
  failure = (await up(await open(done ? 'done' : 'again'), everything)).failure
}
if (failure !== null) throw failure

const state = await inDatabase(async ({ session }, { revisions }) => ({
  // What `up` would find to be done.
  pending: revisions.filter(({ state }) => state !== 'applied').map(({ id }) => id),
  log: await texts(session, queries.log),
  invalidIndexes: await texts(session, queries.invalidIndexes),
  ledger: await texts(session, queries.ledger),
  catalogue: catalogueHash((await introspect(session)).catalogue),
}))
process.stdout.write(JSON.stringify(state))

async function inDatabase(work) {
  const run = await open(null)
  return withOpened(run, run.application.databases, ([{ context, standing }]) =>
    work(context, standing),
  )
}

async function texts(session, query) {
  return (await session.query(query)).map(({ text }) => text)
}
