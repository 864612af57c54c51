import { formatName } from '../catalogue/qualified-name.ts'
import type { DatabaseCase } from './audit-case.ts'

/** The tables of the history that a database has though no migration is recorded in it. */
export function tablesMadeOutside({ hasLedger, testimonies }: DatabaseCase): readonly string[] {
  if (hasLedger !== false) return []
  const made = new Set(testimonies.history?.catalogue.tables.map(formatName))
  const there = testimonies.database?.catalogue.tables.map(formatName) ?? []
  return there.filter((path) => made.has(path))
}

/** Whether a database was made otherwise than by its migrations. */
export function isMadeOutside(subject: DatabaseCase): boolean {
  return tablesMadeOutside(subject).length > 0
}
