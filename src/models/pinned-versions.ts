import type { LibraryVersions } from './sqlalchemy/reading.ts'

const PIN_FILES =
  /^(requirements.*\.txt|constraints.*\.txt|pyproject\.toml|poetry\.lock|uv\.lock|pdm\.lock|Pipfile(\.lock)?|setup\.(cfg|py))$/

/** Whether a project says in a file of this name which versions of libraries it wants. */
export function isPinFile(name: string): boolean {
  return PIN_FILES.test(name)
}

/** The text of one of them. */
export interface PinFile {
  readonly name: string
  readonly text: string
}

/** The versions that a project pins, as far as it says; else the ones that most have today. */
export function pinnedVersions(files: readonly PinFile[]): LibraryVersions {
  const [one = 0, two = 0, three = 24] = versionOf('sqlmodel', files) ?? []
  // SQLModel brings the SQLAlchemy of its time.
  const usual = one > 0 || two > 0 || three >= 50 ? [2, 1] : [2, 0]
  const [major = 2, minor = 0] = versionOf('sqlalchemy', files) ?? usual
  return { sqlalchemy: [major, minor], sqlmodel: [one, two, three] }
}

const DIGITS = String.raw`(\d+)(?:\.(\d+))?(?:\.(\d+))?`

/** A lock file says what is installed; a bound is all that the others may say. */
function versionOf(library: string, files: readonly PinFile[]): readonly number[] | null {
  const locked = [
    new RegExp(`^name = "${library}"\\s+version = "${DIGITS}`, 'im'),
    new RegExp(`"${library}": \\{[^}]*"version": "==${DIGITS}`, 'i'),
  ]
  const name = `(?<![\\w.-])${library}\\b["']?\\s*(?:\\[[^\\]]*\\])?["']?\\s*`
  const asked = [
    new RegExp(`${name}==\\s*${DIGITS}`, 'i'),
    new RegExp(`${name}(?:=\\s*(?:\\{\\s*version\\s*=\\s*)?["'])?[~^>=]+\\s*${DIGITS}`, 'i'),
    new RegExp(`${name}=\\s*(?:\\{\\s*version\\s*=\\s*)?["']${DIGITS}`, 'i'),
  ]
  const isLock = ({ name: file }: PinFile): boolean => file.endsWith('.lock')
  return (
    firstMatch(locked, files.filter(isLock)) ??
    firstMatch(
      asked,
      files.filter((file) => !isLock(file)),
    )
  )
}

function firstMatch(
  patterns: readonly RegExp[],
  files: readonly PinFile[],
): readonly number[] | null {
  for (const pattern of patterns) {
    for (const { text } of files) {
      const match = pattern.exec(text)
      if (match) return match.slice(1).map((digits: string | undefined) => Number(digits ?? 0))
    }
  }
  return null
}
