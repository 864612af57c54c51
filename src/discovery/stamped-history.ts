import { joinPath } from '../history/alembic/join-path.ts'
import type { MakerCall } from './find-makers.ts'
import type { AlembicOwner } from './history-owner.ts'
import { wordsBehind } from './words-behind.ts'

/**
 * The histories that a stamp may be about, by all that it names: a revision or a branch, an ini file, its
 * section, a folder of scripts, a database. What nobody's is tells nothing.
 */
export function stampedHistories(
  call: MakerCall,
  owners: readonly AlembicOwner[],
): readonly AlembicOwner[] {
  const words = wordsIn(call)
  return [hasRevision, hasFile, hasSection, hasFolder, hasName].reduce((left, has) => {
    const named = left.filter((owner) => words.some((word) => has(owner, word)))
    return named.length === 0 ? left : named
  }, owners)
}

/** Of a program that is called the words that it is given count, and its name does not. */
function wordsIn({ file, given, source }: MakerCall): readonly string[] {
  const texts = file.endsWith('.py') ? wordsBehind(given, source).literals : [given]
  return texts
    .flatMap((text) => [text, ...text.split(/[\s"'=;&|]+/)])
    .filter((word) => word !== '' && word !== 'alembic')
}

/** `auth@head`, or the id of a revision. */
function hasRevision({ read: { history } }: AlembicOwner, word: string): boolean {
  const { revisions, labels } = history.graph
  const [label = '', at] = word.split('@')
  if (at !== undefined) return [...labels.values()].some((names) => names.includes(label))
  return revisions.some(({ id }) => id === word)
}

function hasFile({ read: { candidate } }: AlembicOwner, word: string): boolean {
  return /\.(ini|toml|cfg)$/.test(word) && endsWithPath(candidate.config, word)
}

function hasSection({ read: { candidate } }: AlembicOwner, word: string): boolean {
  return candidate.section !== null && candidate.section === word
}

/** A folder of scripts, or the one that the ini file is in. */
function hasFolder({ read: { candidate, history } }: AlembicOwner, word: string): boolean {
  return [history.settings.scriptFolder, candidate.config.replace(/\/[^/]*$/, '')].some((folder) =>
    endsWithPath(folder, word),
  )
}

function hasName({ database }: AlembicOwner, word: string): boolean {
  return database === word
}

/** Whether a path ends as a word says, which may be written from any folder. */
function endsWithPath(path: string, word: string): boolean {
  const own = path.split('/')
  const wanted = joinPath('.', word)
    .split('/')
    .filter((part) => part !== '' && !/^(\.\.?|\$.*)$/.test(part))
  return (
    wanted.length > 0 &&
    wanted.length <= own.length &&
    wanted.toReversed().every((part, at) => own[own.length - 1 - at] === part)
  )
}
