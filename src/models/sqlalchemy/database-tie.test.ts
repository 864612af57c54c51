import { expect, test } from 'vitest'
import { memoryFiles } from '../../../tests/support/memory-files.ts'
import { pythonParser } from '../../../tests/support/python-program.ts'
import { readModels } from '../read-models.ts'

/** The tie of the only table, with the addresses that stand beside its base. */
async function tieBeside(addresses: string): Promise<unknown> {
  const text = `import os
from sqlalchemy import Column, Integer, create_engine
from sqlalchemy.orm import declarative_base
${addresses}
Root = declarative_base()
class Account(Root):
    __tablename__ = "accounts"
    id = Column(Integer, primary_key=True)
`
  const { declarations } = await readModels(memoryFiles({ 'app/models.py': text }), 'app', {
    parser: await pythonParser(),
    databases: ['auth', 'specs'],
  })
  const tie = declarations[0]?.tables[0]?.database
  return tie ? [tie.database, tie.why, tie.at.line] : null
}

test.each([
  ['a variable', 'engine = create_engine(os.environ["AUTH_DATABASE_URL"])'],
  ['a variable that ends with it', 'engine = create_engine(os.environ["DATABASE_URL_AUTH"])'],
  ['a setting', 'engine = create_engine(settings.auth_database_url)'],
  ['an address', 'engine = create_engine("postgresql+asyncpg://localhost/shop_auth")'],
])('models belong to the database of %s beside their base', async (_, addresses) => {
  expect(await tieBeside(addresses)).toEqual(['auth', 'database URL', 4])
})

test.each([
  ['of several', 'a = os.environ["AUTH_DATABASE_URL"]; b = os.environ["SPECS_DATABASE_URL"]'],
  ['of none of them', 'engine = create_engine(os.environ["DATABASE_URL"])'],
  ['that only sounds alike', 'url = "https://auth.example/"; author_url = ""'],
])('an address %s ties nothing', async (_, addresses) => {
  expect(await tieBeside(addresses)).toBeNull()
})
