import { expect, test } from 'vitest'
import { pinnedVersions } from './pinned-versions.ts'

const lock = `[[package]]
name = "alembic"
version = "1.13.0"

[package.dependencies]
SQLAlchemy = ">=1.3.0"

[[package]]
name = "sqlalchemy"
version = "2.0.36"
`

test.each([
  ['nothing', { name: 'pyproject.toml', text: '' }, [2, 0]],
  ['a pin', { name: 'requirements.txt', text: 'SQLAlchemy==1.4.41' }, [1, 4]],
  ['a pin with extras', { name: 'requirements.txt', text: 'sqlalchemy[asyncio] == 2.1.0' }, [2, 1]],
  ['a bound', { name: 'pyproject.toml', text: 'dependencies = ["sqlalchemy>=2.1,<3"]' }, [2, 1]],
  ['a caret', { name: 'pyproject.toml', text: 'SQLAlchemy = "^2"' }, [2, 0]],
  [
    'a table',
    { name: 'pyproject.toml', text: 'sqlalchemy = { version = "~1.4.1", extras = [] }' },
    [1, 4],
  ],
  ['another library', { name: 'requirements.txt', text: 'flask-sqlalchemy==3.5.1' }, [2, 0]],
  ['a lock file', { name: 'poetry.lock', text: lock }, [2, 0]],
  [
    'a Pipfile.lock',
    { name: 'Pipfile.lock', text: '"sqlalchemy": {"hashes": [], "version": "==1.4.2"}' },
    [1, 4],
  ],
] as const)('%s tells the version', (_what, file, version) => {
  expect(pinnedVersions([file]).sqlalchemy).toEqual(version)
})

test('a lock file is believed before a bound', () => {
  const files = [
    { name: 'pyproject.toml', text: 'sqlalchemy>=1.4' },
    { name: 'poetry.lock', text: lock },
  ]
  expect(pinnedVersions(files).sqlalchemy).toEqual([2, 0])
})

test('a new SQLModel brings a new SQLAlchemy', () => {
  const versions = pinnedVersions([{ name: 'requirements.txt', text: 'sqlmodel==0.0.51' }])
  expect(versions).toEqual({ sqlalchemy: [2, 1], sqlmodel: [0, 0, 51] })
})
