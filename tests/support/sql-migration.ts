/** The text of a migration with both sections. */
export function migration(up: string, down = ''): string {
  return `-- A migration of a test\n\n-- migrate:up\n${up}\n\n-- migrate:down\n${down}\n`
}

/** One whose statements run outside a transaction. */
export function stepwise(up: string, down = ''): string {
  return `-- migrate:up transaction:false\n${up}\n\n-- migrate:down transaction:false\n${down}\n`
}
