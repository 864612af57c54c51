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
  ['nothing', 'pyproject.toml', '', [2, 0]],
  ['a pin', 'requirements.txt', 'SQLAlchemy==1.4.41', [1, 4]],
  ['a pin with extras', 'requirements.txt', 'sqlalchemy[asyncio] == 2.1.0', [2, 1]],
  ['a bound', 'pyproject.toml', 'dependencies = ["sqlalchemy>=2.1,<3"]', [2, 1]],
  ['a caret', 'pyproject.toml', 'SQLAlchemy = "^2"', [2, 0]],
  ['a table', 'pyproject.toml', 'sqlalchemy = { version = "~1.4.1", extras = [] }', [1, 4]],
  ['another library', 'requirements.txt', 'flask-sqlalchemy==3.5.1', [2, 0]],
  ['a lock file', 'poetry.lock', lock, [2, 0]],
  ['a Pipfile.lock', 'Pipfile.lock', '"sqlalchemy": {"hashes": [], "version": "==1.4.2"}', [1, 4]],
] as const)('%s in %s tells the version', (_what, name, text, version) => {
  expect(pinnedVersions([{ name, text }]).sqlalchemy).toEqual(version)
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
