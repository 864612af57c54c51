import type { Table } from '../../catalogue/table.ts'
import { tokenAt } from '../../sql/token.ts'

/** Whether the partition key of a table names a column, as `pg_get_partkeydef` prints it. */
export function isPartitionedBy(
  { partitionKey }: Pick<Table, 'partitionKey'>,
  column: string,
): boolean {
  return partitionKey !== null && namesIn(partitionKey).includes(column)
}

/** The names in an expression but for those of functions. */
function namesIn(text: string): readonly string[] {
  const names: string[] = []
  for (let at = 0; at < text.length;) {
    const { kind, start, end } = tokenAt(text, at)
    at = end
    const isCall = text.charAt(end) === '('
    if (kind === 'word' && !isCall) names.push(text.slice(start, end))
    if (kind === 'quoted-identifier' && !isCall) {
      names.push(text.slice(start + 1, end - 1).replaceAll('""', '"'))
    }
  }
  return names
}
