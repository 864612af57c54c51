import { expect, test } from 'vitest'
import { nothingFound } from '../../src/discovery/nothing-found.ts'
import { discoveryLines } from '../../src/report/discovery-text.ts'
import { discoverySection } from '../../src/report/discovery-markdown.ts'
import { plainPaint } from '../../src/report/paint.ts'
import {
  baseModule,
  discoveredIn,
  environment,
  model,
  modelHead,
  revision,
} from '../support/discovered-folder.ts'

const history = {
  'alembic.ini': '[alembic]\nscript_location = alembic\n',
  'alembic/env.py': environment('from app.models import Base', 'Base.metadata'),
  'alembic/versions/1.py': revision('a1'),
  'app/models.py': `${modelHead}${baseModule}${model('User')}`,
}

const plugin = (id: string, table: string): string =>
  `import sqlalchemy as sa\nrevision = "${id}"\ndown_revision = None\n\ndef upgrade(op=None):\n    op.add_column("${table}", sa.Column("colour", sa.Text()))\n`

test('revisions that no configuration leads to are told by folders, with what they name', async () => {
  const found = await discoveredIn({
    ...history,
    'plugins/mail/migrations/b1.py': plugin('b1', 'mails'),
    'plugins/mail/migrations/b2.py': plugin('b2', 'drafts'),
    'plugins/migrations.py': 'def upgrade(name):\n    revision = name\n',
  })
  expect(found.looseRevisions).toEqual([
    {
      folder: 'plugins/mail/migrations',
      databases: ['main'],
      why: 'no configuration of Alembic leads there',
      files: ['b1', 'b2'].map((id, at) => ({
        id,
        at: { file: `plugins/mail/migrations/${id}.py`, line: 5, column: 1 },
        names: [['mails'], ['drafts']][at],
        namesMore: false,
      })),
    },
  ])
  const line =
    '2 revisions in plugins/mail/migrations are in no history (no configuration of Alembic leads there): whether they change what they name is not known'
  expect(discoveryLines(found, plainPaint)).toContain(`besides   ${line}`)
  expect(discoverySection(found).join('\n')).toContain(`- Besides: ${line}.`)
})

test('what is put away within the versions of a history changes nothing', async () => {
  const found = await discoveredIn({
    ...history,
    'alembic/versions/archive/b1.py': plugin('b1', 'users'),
  })
  expect(found.looseRevisions).toMatchObject([
    { databases: [], why: 'Alembic looks into no folder within alembic/versions' },
  ])
})

test('folders with an env.py are histories, tests and revisions without a database are nothing', async () => {
  const found = await discoveredIn({
    ...history,
    'more/env.py': environment('import sqlalchemy', 'None'),
    'more/versions/c1.py': revision('c1'),
    'tests/versions/d1.py': plugin('d1', 'users'),
    'tool/upgrade.py': 'revision = "1"\ndef upgrade(tool):\n    tool.go()\n',
  })
  expect(found.histories).toHaveLength(2)
  expect(found.looseRevisions).toEqual([])
})

test('they are of the databases of their project, else of any', async () => {
  const project = (name: string): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Object.entries({ ...history, 'pyproject.toml': '' }).map(([file, text]) => [
        `${name}/${file}`,
        text,
      ]),
    )
  const found = await discoveredIn({
    ...project('shop'),
    ...project('desk'),
    'desk/plugins/b1.py': plugin('b1', 'users'),
    'plugins/b2.py': plugin('b2', 'users'),
  })
  expect(found.looseRevisions.map(({ databases }) => databases)).toEqual([
    ['desk'],
    ['desk', 'shop'],
  ])
})

test('they are told where nothing else was found', async () => {
  const found = await discoveredIn({ 'plugins/b1.py': plugin('b1', 'users') })
  expect(nothingFound(found).details).toContain('Revisions in "plugins" that are in no history: 1.')
})
