import type { SqlRevision } from '../history/revision.ts'
import type { RevisionStatement } from '../history/statements-of.ts'
import { excerpt } from '../kernel/excerpt.ts'
import { placeOf } from '../kernel/place.ts'
import { UserError } from '../kernel/user-error.ts'
import { checkSyntax } from '../sql/check-syntax.ts'
import { runningOf } from '../sql/running-of.ts'
import type { Direction } from './ledger/ledger-row.ts'
import type { SectionJob } from './section-job.ts'

/**
 * Refuses statements that could only fail, or that could not be resumed: faults of syntax, what
 * cannot stand in the transaction that its block is, and what would end that transaction.
 */
export function checkStatements(revision: SqlRevision, job: SectionJob): void {
  for (const statement of job.statements) {
    checkSyntax(statement, { file: revision.file, text: revision.text })
    const fault = faultOf(job, statement)
    if (fault !== null) throw faultAt(revision, statement, fault)
  }
}

interface StatementFault {
  readonly code: string
  readonly sentence: string
  readonly hint: string
}

function faultOf(
  { direction }: SectionJob,
  { text, block }: RevisionStatement,
): StatementFault | null {
  const running = runningOf(text)
  const refused = (command: string): StatementFault | null =>
    block.transaction ? needsNoTransaction(command, direction) : null
  switch (running.kind) {
    case 'transactional':
    case 'session-setting':
    // A block that commits fails in a transaction; one that does not is welcome there.
    case 'may-commit':
      return null
    case 'transaction-control':
      return transactionControl(running.command)
    case 'create-index-concurrently':
      if (!block.transaction && running.name === null) return unnamedIndex
      return refused('create index concurrently')
    case 'drop-index-concurrently':
    case 'reindex-concurrently':
    case 'detach-concurrently':
      return refused(spoken(running.kind))
    case 'outside-transaction':
      return refused(running.command)
  }
}

function transactionControl(command: string): StatementFault {
  return {
    code: 'transaction-control',
    sentence: `has "${command}", and a migration does not open or end transactions itself`,
    hint: 'Remove it: a block is one transaction, which commits together with its row in the ledger. Where one has to end, begin a further block with "-- migrate:up" or "-- migrate:down"; statements that cannot run in one go into a block marked "transaction:false".',
  }
}

const unnamedIndex: StatementFault = {
  code: 'index-without-name',
  sentence: 'builds an index concurrently and does not name it',
  hint: 'Give the index a name, so that an interrupted build can be found and finished.',
}

function needsNoTransaction(command: string, direction: Direction): StatementFault {
  const marker = `-- migrate:${direction}`
  return {
    code: 'not-in-transaction',
    sentence: `has "${command}", which PostgreSQL does not run in a transaction`,
    hint: `Put it into a block of its own, below the line "${marker} transaction:false"; what follows it goes below a further "${marker}".`,
  }
}

/** `drop-index-concurrently` as one would say it. */
function spoken(kind: string): string {
  return kind.replaceAll('-', ' ')
}

function faultAt(
  revision: SqlRevision,
  statement: RevisionStatement,
  fault: StatementFault,
): UserError {
  const at = placeOf(revision.file, revision.text, statement.offset)
  return new UserError(`Migration "${revision.database}/${revision.id}" ${fault.sentence}.`, {
    code: fault.code,
    at,
    excerpt: excerpt(revision.text, at),
    hint: fault.hint,
  })
}
