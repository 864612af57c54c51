import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../src/settings/temporary-folder.testing.ts'
import {
  baseModule,
  environment,
  model,
  modelHead,
  revision,
} from '../support/discovered-folder.ts'

const program = join(import.meta.dirname, '../../dist/cli/main.js')

test('an audit of a folder where nothing is says what it looked for', async () => {
  const folder = await temporaryFolder({ 'report.sql': 'select 1;' })
  const { status, stderr } = spawnSync(process.execPath, [program, 'audit', folder], {
    encoding: 'utf8',
  })
  expect(status).toBe(2)
  expect(stderr).toContain(`Neither models nor migrations were found in "${folder}".`)
  expect(stderr).toContain('SQL files that are in no history: 1.')
  expect(stderr).toContain('hint: Name the folder that they are in: elenchus audit <folder>')
})

test('init names a folder of models by a pattern', async () => {
  const imports = 'from app.base import Base\n'
  const folder = await temporaryFolder({
    'alembic.ini': '[alembic]\nscript_location = alembic\n',
    'alembic/env.py': environment('from app.base import Base', 'Base.metadata'),
    'alembic/versions/1.py': revision('a1'),
    'app/base.py': `${modelHead}${baseModule}`,
    'app/main.py': '',
    'app/api.py': '',
    'app/models/__init__.py': '',
    'app/models/users.py': `${modelHead}${imports}${model('User')}`,
    'app/models/orders.py': `${modelHead}${imports}${model('Order')}`,
    'app/models/items.py': `${modelHead}${imports}${model('Item')}`,
  })
  const { status } = spawnSync(process.execPath, [program, 'init'], { cwd: folder })
  expect(status).toBe(0)
  expect(readFileSync(join(folder, 'elenchus.config.ts'), 'utf8')).toContain(
    "files: [\n        'app/base.py',\n        'app/models/**/*.py',\n      ],",
  )
})
