import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { catalogueHash, type Snapshot } from '../../src/catalogue/snapshot.ts'
import { differences } from '../../src/compare/differences.ts'
import { AlembicReplay } from '../../src/history/alembic/replay-revision.ts'
import type { RevisionOutcome } from '../../src/history/alembic/revision-outcome.ts'
import type { AlembicHistory } from '../../src/history/alembic/read-alembic-history.ts'
import { introspect } from '../../src/postgres/introspect.ts'
import type { Session } from '../../src/postgres/session.ts'
import { projectPlace, readOf } from '../support/project-histories.ts'
import {
  goldenHistoryFile,
  readProjects,
  type GoldenHistory,
  type Project,
  type ProjectHistory,
} from '../support/projects.ts'

const projects = readProjects().filter(({ histories }) => histories.length > 0)

/** Gaps that are told, by project and revision; nothing else may go unread. */
const ANNOUNCED: ReadonlyMap<string, readonly RegExp[]> = new Map()

async function replayOf(
  project: Project,
  run: { readonly history: ProjectHistory; readonly database: string },
): Promise<{
  readonly replay: AlembicReplay
  readonly session: Session
  readonly read: AlembicHistory
}> {
  const read = await readOf(project, run.history)
  const { session, world } = await projectPlace(project, run)
  return { replay: new AlembicReplay(read, session, world), session, read }
}

function told({ revision, failures, gaps }: RevisionOutcome): readonly string[] {
  return [
    ...failures.map(
      ({ message, at, sql }) =>
        `${revision.id} failed: ${message} (${at.file}:${at.line}) ${sql ?? ''}`,
    ),
    ...gaps.map(({ text, at }) => `${revision.id} gap: ${text} (${at.file}:${at.line})`),
  ]
}

describe.each(projects.map((project) => [project.name, project] as const))(
  '%s',
  (name, project) => {
    const goldens = JSON.parse(
      readFileSync(join(project.folder, 'golden/history.json'), 'utf8'),
    ) as readonly GoldenHistory[]

    test.each(project.histories.map((one) => [one.name, one] as const))(
      'the graph of "%s" is the one that Alembic knows',
      async (_name, history) => {
        const { graph, faults } = await readOf(project, history)
        const golden = goldens.find((one) => one.name === history.name)
        expect(faults).toEqual([])
        expect(graph.heads).toEqual(golden?.heads)
        expect(graph.bases).toEqual(golden?.bases)
        expect(
          graph.revisions.map((one) => ({
            id: one.id,
            doc: one.message,
            downRevision: one.parents,
            branchLabels: one.branchLabels,
            branchLabelsInherited: graph.labels.get(one.id),
            dependsOn: one.dependsOn,
            isBranchPoint: graph.branchPoints.includes(one.id),
            isMergePoint: graph.mergePoints.includes(one.id),
          })),
        ).toEqual(
          golden?.revisions.map((one) => ({
            id: one.id,
            doc: one.doc,
            downRevision: one.downRevision,
            branchLabels: one.branchLabels,
            branchLabelsInherited: one.branchLabelsInherited,
            dependsOn: one.dependsOn,
            isBranchPoint: one.isBranchPoint,
            isMergePoint: one.isMergePoint,
          })),
        )
      },
    )

    const runs = project.histories.flatMap((history) =>
      history.databases.map(
        (database) => [`${history.name} of ${database}`, { history, database }] as const,
      ),
    )
    test.each(runs)(
      'a replay of "%s" comes to what Alembic makes, step by step, up and down',
      async (_name, run) => {
        const { replay, session, read } = await replayOf(project, run)
        const golden = goldens.find((one) => one.name === run.history.name)
        const environment = await replay.start()
        const problems: string[] = environment.failures.map(({ message }) => `env.py: ${message}`)
        const byId = new Map(read.graph.revisions.map((one) => [one.id, one]))
        const announced = ANNOUNCED.get(name) ?? []
        for (const step of golden?.steps ?? []) {
          const outcomes: RevisionOutcome[] = []
          for (const id of step.revisions) {
            const revision = byId.get(id)
            if (!revision) throw new Error(`no revision ${id}`)
            const outcome = await replay.replay(revision, step.direction === 'up' ? 'up' : 'down')
            outcomes.push(outcome)
            if (step.error !== undefined) expect(outcome.failure).not.toBeNull()
            else {
              problems.push(
                ...told(outcome).filter((text) => !announced.some((one) => one.test(text))),
              )
            }
          }
          if (step.error !== undefined) break
          // At the end of a way back `--sql` drops Alembic's own table; the real command does not.
          const isLast = step === golden?.steps.at(-1)
          if (project.engine === 'embedded' && step.direction === 'down' && isLast) break
          const { catalogue } = await introspect(session)
          const expected = step.databases[run.database]
          if (expected && catalogueHash(catalogue) !== expected.hash) {
            const sql = outcomes.flatMap(({ statements }) => statements.map((one) => one.sql))
            problems.push(
              `${step.direction} ${step.revisions.join()} differs after ${sql.join('; ')}`,
            )
            if (step.revisions.includes(golden?.order.at(-1) ?? '') && step.direction === 'up') {
              problems.push(...againstSnapshot(project, run, catalogue))
            }
          }
        }
        if ((golden?.steps.length ?? 0) === 0) {
          const { catalogue } = await introspect(session)
          problems.push(...againstSnapshot(project, run, catalogue))
        }
        expect(problems).toEqual([])
      },
    )
  },
)

function againstSnapshot(
  project: Project,
  { history, database }: { readonly history: ProjectHistory; readonly database: string },
  catalogue: Snapshot['catalogue'],
): readonly string[] {
  const file = join(project.folder, 'golden', goldenHistoryFile(history, database))
  const snapshot = JSON.parse(readFileSync(file, 'utf8')) as Snapshot
  return differences(snapshot.catalogue, catalogue).map((one) => JSON.stringify(one))
}
