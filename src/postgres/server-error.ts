import { PostgresError } from './postgres-error.ts'

/** The fields of pg's `DatabaseError`, all texts. */
interface DriverError {
  readonly message: string
  readonly code?: string
  readonly severity?: string
  readonly detail?: string
  readonly hint?: string
  readonly position?: string
  readonly internalPosition?: string
  readonly internalQuery?: string
  readonly where?: string
  readonly schema?: string
  readonly table?: string
  readonly column?: string
  readonly constraint?: string
}

/** The error as PostgreSQL raised it; null where the driver or the network failed. */
export function toPostgresError(error: unknown): PostgresError | null {
  if (error instanceof PostgresError) return error
  if (!isDriverError(error)) return null
  return new PostgresError({
    message: error.message,
    code: error.code ?? 'XX000',
    severity: error.severity,
    detail: error.detail,
    hint: error.hint,
    position: numberOf(error.position),
    internalPosition: numberOf(error.internalPosition),
    internalQuery: error.internalQuery,
    where: error.where,
    schema: error.schema,
    table: error.table,
    column: error.column,
    constraint: error.constraint,
  })
}

/** Only what came over the wire has a severity. */
function isDriverError(error: unknown): error is Error & DriverError {
  return error instanceof Error && typeof (error as { severity?: unknown }).severity === 'string'
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text)
}
