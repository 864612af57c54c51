import { posix } from 'node:path'
import type { AlembicDatabaseHistory } from '../../history/revision.ts'
import { shellWord } from '../../kernel/shell-word.ts'

/** The command that does with Alembic itself what we do not: `cd backend && alembic upgrade auth@head`. */
export function alembicCommand(
  { source: { settings } }: AlembicDatabaseHistory,
  ...words: readonly string[]
): string {
  const folder = posix.dirname(settings.file)
  const config = posix.basename(settings.file)
  const isUsual = config === 'alembic.ini' || config === 'pyproject.toml'
  const command = [
    'alembic',
    ...(isUsual ? [] : ['-c', config]),
    ...(settings.section === 'alembic' ? [] : ['-n', settings.section]),
    ...words,
  ]
  const there = folder === '.' ? '' : `cd ${shellWord(folder)} && `
  return `${there}${command.map(shellWord).join(' ')}`
}
