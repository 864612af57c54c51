import { expect, test } from 'vitest'
import type { Block, SqlRevision } from '../../src/history/revision.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { silentProgress } from '../../src/kernel/progress.ts'
import { checkStatements } from '../../src/run/check-statements.ts'
import { ensureLedger } from '../../src/run/opened.ts'
import type { RunContext } from '../../src/run/run-context.ts'
import { runSection } from '../../src/run/run-section.ts'
import { readLedger } from '../../src/run/ledger/read-ledger.ts'
import { sectionJob } from '../../src/run/section-job.ts'
import { loadParser } from '../../src/sql/parser.ts'
import { nativeSession } from '../support/catalogue-session.ts'

interface Part {
  readonly text: string
  readonly transaction: boolean
}

/** One that no file has: its text is that of its blocks, without any marker. */
function revisionOf(parts: readonly Part[]): SqlRevision {
  const text = parts.map((part) => part.text).join('')
  let offset = 0
  const blocks = parts.map((part): Block => {
    offset += part.text.length
    return { ...part, offset: offset - part.text.length }
  })
  return {
    kind: 'sql',
    ...{ id: 'plan', version: '1', name: 'plan', database: 'auth', file: 'plan.json' },
    ...{ title: 'A plan', requires: [], checksum: 'of the plan', text },
    up: { blocks, optional: null },
    down: null,
  }
}

test('a revision that was made in memory is run and resumed like one of a file', async () => {
  const session = await nativeSession(15)
  const context: RunContext = {
    ...{ database: 'auth', session, release: 'r', inDoubt: null, processId: 0 },
    timeouts: { lock: 1000, lockRetries: 0, statement: null, connect: 1000, wait: 1000 },
    ...{ openObserver: null, clock: systemClock, progress: silentProgress, random: () => 0 },
  }
  const last = (value: string): Part => ({
    text: `insert into a values (${value});\n`,
    transaction: true,
  })
  const parts: readonly Part[] = [
    { text: 'create table a (id int);\n', transaction: true },
    { text: 'create index concurrently a_id on a (id);\n', transaction: false },
  ]
  await loadParser()
  await ensureLedger(context)
  const failing = revisionOf([...parts, last('1 / 0')])
  const job = sectionJob(failing, 'up', null)
  checkStatements(failing, job)
  await expect(runSection(context, job)).rejects.toMatchObject({
    code: 'migration-failed',
    at: { file: 'plan.json', line: 3, column: 1 },
  })
  const [row] = (await readLedger(session, 'auth')) ?? []
  expect(row).toMatchObject({ state: 'partial', statements: 2, checksum: 'of the plan' })

  await runSection(context, sectionJob(revisionOf([...parts, last('1')]), 'up', row ?? null))
  expect(await session.query('select id from a')).toEqual([{ id: 1 }])
  expect(await readLedger(session, 'auth')).toMatchObject([{ state: 'applied', statements: 3 }])
})
