import { PGlite } from '@electric-sql/pglite'
import { vector } from '@electric-sql/pglite-pgvector'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import type { TestDatabase } from '../support/test-database.ts'
import { describeSchema, readForeignKeys, readIndexes, readTables } from './socrates-catalogue.ts'
import { plainMigrations, socratesMigrations } from './socrates-migrations.ts'

/** A document in ten pieces; the embedding of piece n is the n-th axis. */
const documents = `
  insert into projects (id, user_id, creator_id, owner_id, name)
    select id, id, id, id, 'Marketplace' from (select gen_random_uuid()) as new (id);
  insert into knowledge_base_documents
    (project_id, uploaded_by_id, title, content_type, checksum, size_bytes)
    select id, user_id, 'Market rules', 'text/plain', repeat('1', 64), 12 from projects;
  insert into document_chunks
    (document_id, chunk_index, content, checksum, embedding, embedding_model)
    select id, n, 'piece ' || n, repeat('2', 64),
           array_fill(0::real, array[n]) || array[1::real] || array_fill(0::real, array[1535 - n]),
           'a-model'
    from knowledge_base_documents, generate_series(0, 9) n;`

let embedded: PGlite

beforeAll(async () => {
  embedded = await PGlite.create({ extensions: { vector } })
  for (const { up } of plainMigrations('specs')) await embedded.exec(up)
})
afterAll(() => embedded.close())

it('the embeddings come and go without a trace in the tables', async () => {
  const database = await specsWithVector()
  const before = await describeSchema(database)
  await database.run(embeddings().up)
  const after = await describeSchema(database)
  expect(after).not.toEqual(before)
  await database.run(embeddings().down)
  expect(await describeSchema(database)).toEqual(before)
  await database.run(embeddings().up)
  expect(await describeSchema(database)).toEqual(after)
})

it('the embeddings add three indexes, and neither tables nor foreign keys', async () => {
  const database = await specsWithVector()
  const count = async (): Promise<readonly number[]> => [
    (await readTables(database)).length,
    (await readForeignKeys(database)).length,
    (await readIndexes(database)).length,
  ]
  const [tables = 0, foreignKeys = 0, indexes = 0] = await count()
  await database.run(embeddings().up)
  expect(await count()).toEqual([tables, foreignKeys, indexes + 3])
})

it('the nearest piece of a document is found by its index', async () => {
  const database = await specsWithVector()
  await database.run(embeddings().up)
  await database.run(documents)
  const nearest = `
    select content from document_chunks
    order by embedding <=> (array_fill(0::real, array[7]) || array[1::real]
                            || array_fill(0::real, array[1528]))::vector
    limit 1`
  expect(await database.run(nearest)).toEqual([{ content: 'piece 7' }])
  const plan = await database.run(`set enable_seqscan = off; explain ${nearest}`)
  expect(JSON.stringify(plan)).toContain('document_chunks_embedding_idx')
})

it('an embedding without the model that made it is refused', async () => {
  const database = await specsWithVector()
  await database.run(embeddings().up)
  await database.run(documents)
  const anonymous = `update document_chunks set embedding_model = null`
  await expect(database.run(anonymous)).rejects.toThrow('document_chunks_embedding_check')
})

/** The specs database after 009, in an embedded PostgreSQL that has pgvector; what a test does is taken back. */
async function specsWithVector(): Promise<TestDatabase> {
  await embedded.exec('begin')
  onTestFinished(async () => {
    await embedded.exec('rollback')
  })
  return {
    name: 'specs',
    url: '',
    run: async (text) => (await embedded.exec(text)).at(-1)?.rows ?? [],
  }
}

function embeddings(): { readonly up: string; readonly down: string } {
  const found = socratesMigrations('specs').find(({ extension }) => extension === 'vector')
  if (found === undefined) throw new Error('the migration of the embeddings is gone')
  return found
}
