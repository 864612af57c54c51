import { UserError } from '../kernel/user-error.ts'
import type { Plan, PlanBlock, PlannedStatement } from './plan.ts'

/** The two ways that a migration holds. */
export interface MigrationWays {
  readonly up: Plan
  readonly down: Plan
}

/**
 * The text of a migration file below its title: a block for each transaction, and what cannot be in one
 * in blocks of its own. Hazards stand above their statements, for the reviewer.
 *
 * @throws UserError where a statement has a line that would be read as a marker
 */
export function migrationText({ up, down }: MigrationWays): string {
  return [...blocksText('up', up), ...blocksText('down', down)].join('')
}

type Direction = 'up' | 'down'

function blocksText(direction: Direction, { blocks }: Plan): readonly string[] {
  const marked = blocks.map((block) => blockText(direction, block))
  return marked.length === 0 ? [`-- migrate:${direction}\n\n`] : marked
}

function blockText(direction: Direction, { transaction, statements }: PlanBlock): string {
  const option = transaction ? '' : ' transaction:false'
  return `-- migrate:${direction}${option}\n${statements.map(statementText).join('')}\n`
}

/** What a migration file reads as a marker or a directive, or refuses because it nearly is one. */
const MARKER = /^\s*--+\s*(migrate|elenchus)\s*:/i

function statementText({ sql, hazards }: PlannedStatement): string {
  const marker = sql.split('\n').find((line) => MARKER.test(line))
  if (marker !== undefined) throw markerInStatement(marker)
  const comments = hazards.map(({ kind, sentence }) => `-- ${kind}: ${oneLine(sentence)}\n`)
  return `${comments.join('')}${sql};\n`
}

/** Names in a sentence are a stranger's, and a line break would end the comment. */
function oneLine(sentence: string): string {
  return sentence.replace(/\s+/g, ' ')
}

function markerInStatement(line: string): UserError {
  return new UserError(
    `A statement has the line "${line.trim()}", which a migration file reads as a marker.`,
    {
      code: 'marker-in-statement',
      hint: 'Say it in other words where it comes from: in the source of the function, or in the comment.',
    },
  )
}
