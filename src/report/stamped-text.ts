import type { Stamped } from '../run/stamp.ts'
import { columns } from './columns.ts'
import type { Paint } from './paint.ts'

/** What was written into the ledgers, a line each. */
export function stampedText({ databases }: Stamped, paint: Paint): string {
  const rows = databases.flatMap(({ database, recorded, erased }) => [
    ...recorded.map((revision) => [paint.bold(database), 'recorded as applied', revision]),
    ...erased.map((revision) => [paint.bold(database), 'forgotten', revision]),
  ])
  if (rows.length === 0) return 'The ledgers say so already.\n'
  return `${columns(rows).join('\n')}\n`
}
