/** What PostgreSQL reports with an error, as its protocol names the fields. */
export interface PostgresErrorFields {
  readonly message: string
  /** SQLSTATE, five characters: https://www.postgresql.org/docs/current/errcodes-appendix.html */
  readonly code: string
  readonly severity?: string | undefined
  readonly detail?: string | undefined
  readonly hint?: string | undefined
  /** Character (code point) of the sent text at which the error was noticed, from 1. */
  readonly position?: number | undefined
  /** The same within SQL that PostgreSQL itself was running, such as a function's body. */
  readonly internalPosition?: number | undefined
  readonly internalQuery?: string | undefined
  readonly where?: string | undefined
  readonly schema?: string | undefined
  readonly table?: string | undefined
  readonly column?: string | undefined
  readonly constraint?: string | undefined
}

/** An error that PostgreSQL itself raised, the same from both engines. */
export class PostgresError extends Error {
  override readonly name: string = 'PostgresError'
  readonly code: string
  readonly fields: PostgresErrorFields

  constructor(fields: PostgresErrorFields) {
    super(fields.message)
    this.code = fields.code
    this.fields = fields
  }
}

/** The SQLSTATEs on which this program decides something. */
export const sqlState = {
  lockNotAvailable: '55P03',
  queryCanceled: '57014',
  deadlockDetected: '40P01',
  insufficientPrivilege: '42501',
  undefinedFile: '58P01',
  featureNotSupported: '0A000',
  activeSqlTransaction: '25001',
  invalidTransactionTermination: '2D000',
  undefinedTable: '42P01',
  undefinedObject: '42704',
  inFailedTransaction: '25P02',
  duplicateDatabase: '42P04',
  objectInUse: '55006',
  unsafeNewEnumValue: '55P04',
  outOfMemory: '53200',
} as const
