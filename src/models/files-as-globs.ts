import { globPattern } from '../kernel/glob-pattern.ts'
import { compareText } from '../kernel/ordering.ts'

/** A Python file that a reader of models meets, by its path from where the patterns begin. */
export interface MetFile {
  readonly file: string
  /** Whether it looks as if it declared models. */
  readonly isDeclaring: boolean
}

/**
 * Names files by patterns, where at least three are of one folder or of one name, most of what a pattern
 * matches is among them, and nothing else that it matches declares models. What no reader meets is left
 * out.
 */
export function filesAsGlobs(files: readonly string[], met: readonly MetFile[]): readonly string[] {
  const known = new Set(met.map(({ file }) => file))
  const wanted = files.filter((file) => known.has(file))
  if (wanted.length === 0) return files
  const fitting = fittingGlobs(new Set(wanted), met)
  const rest = new Set(wanted)
  const globs: string[] = []
  for (;;) {
    const best = widest(fitting, rest)
    if (best === null) return [...globs, ...rest].sort(compareText)
    globs.push(best.glob)
    for (const file of best.files) rest.delete(file)
  }
}

/** A pattern, and which of the files it matches. */
interface FittingGlob {
  readonly glob: string
  readonly files: readonly string[]
}

/** Two files are told as fast as a pattern. */
const FEWEST = 3

function widest(fitting: readonly FittingGlob[], rest: ReadonlySet<string>): FittingGlob | null {
  let best: FittingGlob | null = null
  let most = FEWEST - 1
  for (const one of fitting) {
    const count = one.files.filter((file) => rest.has(file)).length
    if (count > most) [best, most] = [one, count]
  }
  return best
}

/** In an order in which of those that match the same the one comes first that says it best. */
function fittingGlobs(
  wanted: ReadonlySet<string>,
  met: readonly MetFile[],
): readonly FittingGlob[] {
  const globs = new Set([...wanted].flatMap(globsAround))
  const all = [...globs].map((glob) => {
    const pattern = globPattern(glob)
    return { glob, matched: met.filter(({ file }) => pattern.test(file)) }
  })
  return all
    .filter(({ matched }) => isFit(matched, wanted))
    .sort((left, right) => left.matched.length - right.matched.length || byForm(left, right))
    .map(({ glob, matched }) => ({
      glob,
      files: matched.flatMap(({ file }) => (wanted.has(file) ? file : [])),
    }))
}

/** What is added in a folder within is of the models too; what is added beside them need not be. */
function byForm(left: Pick<FittingGlob, 'glob'>, right: Pick<FittingGlob, 'glob'>): number {
  const isDeep = ({ glob }: Pick<FittingGlob, 'glob'>): number => (glob.includes('**') ? 0 : 1)
  return (
    isDeep(left) - isDeep(right) ||
    right.glob.length - left.glob.length ||
    compareText(left.glob, right.glob)
  )
}

/** Whether a pattern would be taken for what it says: three quarters of its files are meant. */
function isFit(matched: readonly MetFile[], wanted: ReadonlySet<string>): boolean {
  const others = matched.filter(({ file }) => !wanted.has(file))
  if (others.some(({ isDeclaring }) => isDeclaring)) return false
  const strange = others.filter(({ file }) => !/(^|\/)__init__\.py$/.test(file)).length
  return strange * 3 <= matched.length - others.length
}

/** The folders around a file, without the outermost, and its name in other folders. */
function globsAround(file: string): readonly string[] {
  const parts = file.split('/')
  return parts.slice(0, -1).flatMap((_, at) => {
    const before = parts.slice(0, at)
    const folder = [...before, parts[at]].join('/')
    return [
      `${folder}/**/*.py`,
      `${folder}/*.py`,
      [...before, '*', ...parts.slice(at + 1)].join('/'),
    ]
  })
}
