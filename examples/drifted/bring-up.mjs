/*
 * Brings up the live database of this example, in the state that its history of mishaps has left:
 *
 *   node examples/drifted/bring-up.mjs                   once; does nothing where it is there
 *   node examples/drifted/bring-up.mjs --again           takes it down first
 *   node examples/drifted/bring-up.mjs --into <folder>   for a copy of this folder
 *
 * The database is embedded, in `.elenchus/orchard/` beside this file. The revisions are those of
 * `alembic/versions`, read and run by Elenchus itself, so that no Python is needed. What was done
 * to the database besides stands below, in the order in which it happened.
 */
import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { openEmbedded } from '../../dist/embedded/open-embedded.js'
import { readAlembicHistory } from '../../dist/history/alembic/read-alembic-history.js'
import { AlembicReplay } from '../../dist/history/alembic/replay-revision.js'
import { nodeFiles } from '../../dist/settings/node-files.js'
import { installedPythonParser } from '../../dist/history/alembic/installed-python-parser.js'

const home = import.meta.dirname
const { values } = parseArgs({
  options: { again: { type: 'boolean' }, into: { type: 'string', default: home } },
})
const folder = join(values.into, '.elenchus/orchard')
/** Shared with the command line: what makes a start faster. */
const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'elenchus')

/** The last revision that was run. What comes after it was stamped, or not even that. */
const LAST_RUN = '20241007_planted_year'
const STAMPED = '20241104_ratings_of_answers_by_growers'

/** May 2024: the application was started before anybody wrote a revision for its new model. */
const FIRST_START = `
create table weather_feed (
  id serial not null,
  region_code varchar(8) not null,
  url varchar not null,
  primary key (id)
);
create index ix_weather_feed_region_code on weather_feed (region_code);
`

/** What people typed. Two of them are one, which the revision of September stumbles over. */
const ROWS = `
insert into "user" (id, email, hashed_password, role) values
  (1, 'ada@orchard.example', '-', 'grower'),
  (2, 'Ada@Orchard.example', '-', 'grower'),
  (3, 'bruno@orchard.example', '-', 'agronomist');
select setval('user_id_seq', 3);
insert into orchard (id, owner_id, name, region_code, hectares) values
  ('7d0f5a52-6f6e-4c0e-9d43-0c5f0c6a1b01', 1, 'Low meadow', 'north', 3.5);
insert into spray_record (orchard_id, kind, product, litres, approved_by, sprayed_at) values
  ('7d0f5a52-6f6e-4c0e-9d43-0c5f0c6a1b01', 'fungicide', 'sulphur', 12, 3, '2024-05-02 06:00+02'),
  ('7d0f5a52-6f6e-4c0e-9d43-0c5f0c6a1b01', 'nutrient', 'calcium', 4, 17, '2024-06-11 06:00+02');
insert into payment (user_id, amount, currency, reference) values (1, 9.00, 'EUR', 'p-1');
insert into usage_event (user_id, model, tokens) values
  ('1', 'advisor-small', 312), ('ada@orchard.example', 'advisor-small', 95);
`

/** November 2024: the new version was started before its revisions were run. */
const LAST_START = `
create table answer_rating (
  id serial not null,
  message_id integer not null,
  stars integer not null,
  comment varchar,
  is_resolved boolean default false not null,
  created_at timestamp with time zone default now() not null,
  primary key (id),
  foreign key (message_id) references message (id) on delete cascade
);
create index ix_answer_rating_message_id on answer_rating (message_id);
create table spray_alert (
  id uuid default gen_random_uuid() not null,
  orchard_id uuid not null,
  kind spray_kind not null,
  due_at timestamp with time zone not null,
  primary key (id),
  foreign key (orchard_id) references orchard (id) on delete cascade
);
create index ix_spray_alert_orchard_id on spray_alert (orchard_id);
create table region (
  code varchar(8) not null,
  name varchar(80) not null,
  primary key (code)
);
create table regional_rule (
  id serial not null,
  region_code varchar(8) not null,
  product varchar(120) not null,
  forbidden_from date,
  text text not null,
  primary key (id),
  foreign key (region_code) references region (code)
);
create index ix_regional_rule_region_code on regional_rule (region_code);
`

/**
 * The release of that day: the id of its last revision does not fit, so the column was widened by
 * hand. Then scripts/release.py found `answer_rating` in its way, took everything back, and stamped.
 */
const RELEASE = `
alter table alembic_version alter column version_num type varchar(255);
update alembic_version set version_num = '${STAMPED}';
`

/** What somebody typed into psql on various evenings, and told nobody. */
const BY_HAND = `
create index ix_message_created_at on message (created_at);
alter table "user" add column notes text;
alter table orchard alter column hectares type numeric(10, 2);
alter table document alter column title drop not null;
alter table payment drop constraint payment_user_id_fkey;
alter type spray_kind add value 'oil';
`

if (values.again) await rm(folder, { recursive: true, force: true })
if (existsSync(folder)) {
  console.log(`${shown(folder)} is there already; --again makes it anew`)
} else {
  await bringUp()
}

async function bringUp() {
  const session = await openEmbedded({ folder, cache })
  try {
    const count = await tell(session)
    await session.close()
    console.log(`${shown(folder)}  ${count} revisions run, stamped at ${STAMPED}`)
  } catch (error) {
    // Half a story is no example.
    await session.close()
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

/** Does what happened, in order, and returns how many revisions were run. */
async function tell(session) {
  await session.run(FIRST_START)
  const count = await runRevisions(session)
  for (const name of ['001_subscriptions', '002_price_import', '003_paid_user']) {
    await session.run(await readFile(join(home, 'sql', `${name}.sql`), 'utf8'))
  }
  for (const text of [LAST_START, RELEASE, BY_HAND]) await session.run(text)
  return count
}

/** Runs the revisions up to the last one that was run, and returns how many they are. */
async function runRevisions(session) {
  const parser = await installedPythonParser()
  const history = await readAlembicHistory(nodeFiles, home, { parser })
  const replay = new AlembicReplay(history, session)
  await replay.start()
  const last = history.graph.order.findIndex(({ id }) => id === LAST_RUN)
  const revisions = history.graph.order.slice(0, last + 1)
  for (const revision of revisions) {
    if (revision.id === '20240916_email_once') await session.run(ROWS)
    const { state: came, failures, gaps } = await replay.replay(revision, 'up')
    const [reason] = [...failures.map(({ message }) => message), ...gaps.map((gap) => gap.reason)]
    if (came !== 'applied') throw new Error(`${revision.id} was not run: ${reason ?? came}`)
  }
  return revisions.length
}

function shown(path) {
  return relative(process.cwd(), path) || path
}
