import { shellWord } from '../../../kernel/shell-word.ts'
import { joinPath } from '../join-path.ts'
import type { AlembicSettings } from '../alembic-settings.ts'

/** A command of Alembic's for a history, as a shell takes it: `cd backend && alembic upgrade heads`. */
export function alembicCommand(settings: AlembicSettings, words: readonly string[]): string {
  const { folder, file, section } = settings
  const config = configOf(settings)
  const options = [
    ...(config === null ? [] : ['-c', config]),
    ...(section === 'alembic' ? [] : ['-n', section]),
  ]
  const command = ['alembic', ...options, ...words].map(shellWord).join(' ')
  const start = joinPath(folder, '.')
  return start === '' || file === '' ? command : `cd ${shellWord(start)} && ${command}`
}

/** The ini file as seen from the folder; null where it is the one that Alembic takes by itself. */
function configOf({ folder, file }: AlembicSettings): string | null {
  const start = joinPath(folder, '.')
  const within = file.startsWith(`${start}/`) ? file.slice(start.length + 1) : file
  return within === 'alembic.ini' || within === 'pyproject.toml' ? null : within
}
