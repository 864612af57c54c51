import type { Witness } from '../compare/testimony.ts'
import type { Verdict } from '../compare/verdict.ts'
import { shellWord } from '../kernel/shell-word.ts'
import type { DatabaseCase } from './audit-case.ts'
import type { Cure } from './cure.ts'
import { objectPath } from './subject-name.ts'
import { sayingOf } from './verdict-sentence.ts'

/** The ways out of a contradiction, by who is wrong. */
export function driftCures(
  culprit: Witness | null,
  verdict: Verdict,
  subject: DatabaseCase,
): readonly Cure[] {
  switch (culprit) {
    case 'database':
      return [backToHistory(subject), intoHistory(subject)]
    case 'history':
      return [intoHistory(subject)]
    case 'code':
      return [modelCure(verdict, subject)]
    case null:
      return subject.testimonies.database === null
        ? [modelCure(verdict, subject)]
        : [intoHistory(subject), backToHistory(subject)]
  }
}

/** The plan that makes the database again what its migrations made. */
export function backToHistory({ database, chain }: DatabaseCase): Cure {
  const last = chain.findLast(
    ({ state }) => state === 'applied' || state === 'changed' || state === 'partial',
  )
  // Where nothing is pending the whole history is meant, which is its shortest name.
  const isWhole = last === undefined || last === chain.at(-1)
  const history = `history:${database}${isWhole ? '' : `@${last.id}`}`
  return {
    kind: 'command',
    purpose: 'Bring the database back to what its migrations make',
    text: `elenchus plan ${shellWord(`database:${database}`)} ${shellWord(history)} --out mend.json && elenchus run mend.json`,
  }
}

/** The migration that makes what the database has. */
export function intoHistory(subject: DatabaseCase): Cure {
  return {
    kind: 'command',
    purpose: 'Or keep the change, as a migration of its own',
    text: newMigration(subject, 'keep what the database has', `database:${subject.database}`),
  }
}

/** The command that writes a migration up to a witness; Alembic's are written by Alembic. */
function newMigration(
  { database, historyFacts: { tool } }: DatabaseCase,
  title: string,
  witness: string,
): string {
  const [name, to] = [shellWord(database), shellWord(witness)]
  switch (tool) {
    case 'elenchus':
      return `elenchus new ${name} "${title}" --to ${to}`
    case 'alembic':
      return `alembic revision -m "${title}"  # its statements: elenchus plan ${shellWord(`history:${database}`)} ${to}`
  }
}

/** What one side lacks is either to be declared, or to be migrated. */
function modelCure({ said, attribute, object }: Verdict, subject: DatabaseCase): Cure {
  if (attribute === null) {
    return {
      kind: 'command',
      purpose:
        'Make the models say what the migrations make, or write the migration that is missing',
      text: newMigration(subject, 'what the models say', `models:${subject.database}`),
    }
  }
  const at = said.code.kind === 'value' ? said.code.at : null
  const wanted = sayingOf(said.history.kind === 'silent' ? said.database : said.history)
  const text = `${objectPath(object)} ${attribute}: ${wanted}`
  return { kind: 'edit', purpose: 'Change the model', at, text }
}
