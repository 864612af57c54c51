import type { WayBack } from '../../audit/audit-case.ts'
import type { RevisionReplay } from '../../history/replay-history.ts'
import type { Section, SqlRevision } from '../../history/revision.ts'
import { statementsOf, type RevisionStatement } from '../../history/statements-of.ts'
import { placeOf } from '../../kernel/place.ts'
import { UserError } from '../../kernel/user-error.ts'
import { parseStatement } from '../../sql/parser.ts'

/**
 * How a migration file is taken back, as far as its text tells. One that does nothing on its way up
 * has nothing to take back. The SQL parser has to be loaded.
 *
 * @param replay what came of its way up; undefined where it was not replayed
 */
export function sqlWayBackOf(revision: SqlRevision, replay: RevisionReplay | undefined): WayBack {
  const { down, file, text } = revision
  const written: WayBack = { kind: 'written', at: null, refusal: '' }
  if (down === null) return didSomething(replay) ? { ...written, kind: 'missing' } : written
  const said = working(revision, down)
  if (said === null) return written
  const [first] = said
  if (first === undefined) {
    if (!didSomething(replay)) return written
    const marker = text.lastIndexOf('\n', (down.blocks[0]?.offset ?? 0) - 2) + 1
    return { ...written, kind: 'empty', at: placeOf(file, text, marker) }
  }
  if (!onlyRaises(first.text) || !didSomething(replay)) return written
  return { kind: 'refused', at: first.at, refusal: first.text.replaceAll(/\s+/g, ' ') }
}

/** The statements that say something to the database; null for what cannot be split. */
function working(revision: SqlRevision, section: Section): readonly RevisionStatement[] | null {
  try {
    return statementsOf(revision, section).filter(({ text }) => !asksNothing(text))
  } catch (error) {
    if (error instanceof UserError) return null
    throw error
  }
}

/** `select 1`: a function could do anything. */
function asksNothing(text: string): boolean {
  const parsed = parseStatement(text)
  if (parsed.kind === 'empty') return true
  return parsed.kind === 'statement' && 'SelectStmt' in parsed.node && !text.includes('(')
}

/** A block of which the first statement is an exception. */
function onlyRaises(text: string): boolean {
  return /^\s*do\b[^;]*\bbegin\s+raise\s+(exception\b|sqlstate\b|')/i.test(text)
}

/** What is made `if not exists`, and was there, leaves nothing to take back. */
function didSomething(replay: RevisionReplay | undefined): boolean {
  if (replay === undefined) return true
  const { up, changes } = replay
  if (up.state !== 'applied' || changes.created + changes.altered + changes.dropped > 0) return true
  return up.statements.some(({ sql }) => !asksNothing(sql) && !passesOver(sql))
}

function passesOver(text: string): boolean {
  const parsed = parseStatement(text)
  if (parsed.kind !== 'statement') return false
  const { node } = parsed
  const made =
    'CreateStmt' in node ? node.CreateStmt : 'IndexStmt' in node ? node.IndexStmt : undefined
  return made?.if_not_exists === true
}
