import { formatPlace } from '../kernel/place.ts'
import type { RevisionSql, SqlBlock } from '../history/revision-sql.ts'
import type { HistorySql } from '../run/history-sql.ts'

/** One migration as SQL, both ways; what is said about it stands in comments. */
export function revisionSqlText(revision: RevisionSql): string {
  const { down } = revision
  return [
    heading(revision),
    '-- up',
    ...revision.up.map(blockText),
    ...(down === null ? ['-- no way down'] : ['-- down', ...down.map(blockText)]),
    '',
  ].join('\n')
}

/**
 * All migrations as one script for psql, on the way up. Each says which database it is for: of a
 * script for several the right part has to be run in each.
 */
export function historySqlText({ revisions }: HistorySql): string {
  if (revisions.length === 0) return '-- no migrations\n'
  return revisions
    .map((revision) => [heading(revision), ...revision.up.map(blockText), ''].join('\n'))
    .join('\n')
}

function heading({ database, id, title, file, requires, optional, unread }: RevisionSql): string {
  return [
    `-- database ${database}: ${id}`,
    `-- ${oneLine(title)}`,
    `-- ${file}`,
    ...(requires.length === 0 ? [] : [`-- after ${requires.join(', ')}`]),
    ...unread.map(({ text, at }) => `-- not read: ${formatPlace(at)}: ${oneLine(text)}`),
    ...(optional === null ? [] : [`-- optional: needs the ${optional.kind} ${optional.name}`]),
  ].join('\n')
}

/** A title may come from a comment of several lines. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}

function blockText({ transaction, text, statements }: SqlBlock): string {
  const ended = statements.length === 0 || isEnded(text) ? text : `${text}\n;`
  return transaction ? `begin;\n${ended}\ncommit;` : ended
}

/** Not by a semicolon in a comment. One too many does no harm. */
function isEnded(text: string): boolean {
  const last = text.slice(text.lastIndexOf('\n') + 1)
  return last.endsWith(';') && !last.includes('--')
}
