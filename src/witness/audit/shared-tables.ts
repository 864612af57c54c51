import type { DeclaredTable } from '../../models/declaration.ts'
import { formatPlace } from '../../kernel/place.ts'
import { formatName } from '../../catalogue/qualified-name.ts'
import type { IsMine } from '../models-witness.ts'
import { lentTables } from './alembic-facts-of.ts'
import type { HeardHistory } from './hear-history.ts'

/**
 * Whose tables are that several databases share: a table belongs to those whose migrations make it, or may
 * make it in what could not be read. What none makes belongs to the last that is heard, so that it is told once.
 */
export class SharedTables {
  readonly #heard = new Set<string>()
  readonly #claimed = new Set<string>()

  /** What belongs to one of the databases. Those before it were asked already. */
  of(database: string, history: HeardHistory | null): IsMine {
    this.#heard.add(database)
    const lent = new Set(lentTables(history?.revisions ?? []))
    const made = new Set(history?.head.tables.map(formatName).filter((path) => !lent.has(path)))
    const touched = new Set(history?.gaps.flatMap(({ touches }) => touches.map(lastPart)))
    return (table, sharedBy) => {
      const key = formatPlace(table.at)
      if (made.has(pathOf(table)) || touched.has(table.name)) {
        this.#claimed.add(key)
        return true
      }
      return sharedBy.every((one) => this.#heard.has(one)) && !this.#claimed.has(key)
    }
  }
}

function pathOf({ schema, name }: DeclaredTable): string {
  return formatName({ schema: schema ?? 'public', name })
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}
