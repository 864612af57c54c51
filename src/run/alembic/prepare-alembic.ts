import type { AlembicDatabaseRevision, Revision } from '../../history/revision.ts'
import type { Opened, Run } from '../opened.ts'
import type { ReleaseRecord } from '../release-record.ts'

/** Which revisions of Alembic are to be run, and which way. */
export interface AlembicJob {
  /** Those of other tools are passed over; in the order in which they are run. */
  readonly revisions: readonly Revision[]
  readonly direction: 'up' | 'down'
}

/** Revisions that were rehearsed and may be run. */
export interface PreparedAlembic {
  /** Runs one and writes it into the minutes. */
  run(record: ReleaseRecord, revision: AlembicDatabaseRevision): Promise<void>
}

export function prepareAlembic(
  run: Run,
  opened: readonly Opened[],
  job: AlembicJob,
): Promise<PreparedAlembic> {
  void [run, opened, job]
  return Promise.reject(new Error('todo'))
}
