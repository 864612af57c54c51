import { expect, test } from 'vitest'
import {
  discoveredIn,
  baseModule,
  environment,
  model,
  modelHead,
  revision,
} from '../../tests/support/discovered-folder.ts'
import { discoverySection } from './discovery-markdown.ts'
import { discoveryLines } from './discovery-text.ts'
import { plainPaint } from './paint.ts'

const shop = {
  'alembic.ini':
    '[alembic]\nscript_location = alembic\nsqlalchemy.url = postgresql://u:hidden@h/d\n',
  'alembic/env.py': environment('from app.users import Base', 'Base.metadata'),
  'alembic/versions/1.py': revision('a1'),
  'app/users.py': `${modelHead}${baseModule}${model('User')}${model('Team')}`,
  'app/old/orders.py': `${modelHead}${baseModule.replaceAll('Base', 'Old')}${model('Order', 'Old')}`,
  'notes.sql': 'select 1;',
}

test('a few lines say what was found', async () => {
  expect(discoveryLines(await discoveredIn(shop), plainPaint)).toEqual([
    'models    1 in app/old (Old; no history tracks it), 2 in app (Base)',
    'history   alembic.ini -> alembic/versions, 1 revision, 1 head',
    'database  main: alembic.ini sqlalchemy.url (not asked; --database main=…)',
    'scripts   1 SQL file in no history',
  ])
})

test('Markdown gives the reasons too', async () => {
  const text = discoverySection(await discoveredIn(shop)).join('\n')
  expect(text).toContain('| `app.users:Base.metadata` | 2 in `app` | main | main |')
  expect(text).toContain('- In no history: `notes.sql`.')
  expect(text).not.toContain('hidden')
})

test('of a described application only what is besides is told', async () => {
  const found = {
    ...(await discoveredIn({})),
    isDescribed: true,
    notes: ['b.ini is a second history'],
  }
  expect(discoveryLines(found, plainPaint)).toEqual(['besides   b.ini is a second history'])
  expect(discoverySection({ ...found, notes: [] })).toEqual([])
})
