import type { Standards } from './standards.ts'

/** Standards with a name. */
export const standardsPresets: Readonly<Record<'socrates', Standards>> = {
  /** Those of the design documents of Socrates. */
  socrates: {
    primaryKey: 'uuid',
    primaryKeyDefault: 'gen_random_uuid()',
    timestamps: 'timestamptz',
    columns: ['created_at'],
    jsonb: true,
    indexed: ['status'],
    commentReferences: true,
    naming: 'snake_case',
  },
}
