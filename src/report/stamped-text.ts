import type { MovedVersions } from '../run/alembic/stamp-alembic.ts'
import type { Stamped } from '../run/stamp.ts'
import { columns } from './columns.ts'
import type { Paint } from './paint.ts'

/** What was written into the ledgers, a line each. */
export function stampedText({ databases }: Stamped, paint: Paint): string {
  const rows = databases.flatMap(({ database, recorded, erased }) => [
    ...recorded.map((revision) => [paint.bold(database), 'recorded as applied', revision]),
    ...erased.map((revision) => [paint.bold(database), 'forgotten', revision]),
  ])
  const moves = databases.flatMap(({ database, versions }) =>
    versions === null ? [] : `${versions.table} of ${database} ${movement(versions)}`,
  )
  if (rows.length === 0 && moves.length === 0) return 'The ledgers say so already.\n'
  return `${[...columns(rows), ...moves].join('\n')}\n`
}

function movement({ before, after }: MovedVersions): string {
  const [from, to] = [before, after].map((ids) => (ids.length === 0 ? 'nothing' : ids.join(', ')))
  return from === to ? `stays at ${to ?? ''}` : `moved from ${from ?? ''} to ${to ?? ''}`
}
