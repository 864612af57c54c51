import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { catalogueHash, type Snapshot } from '../src/catalogue/snapshot.ts'
import {
  goldenHistoryFile,
  readProjects,
  type GoldenHistory,
  type Project,
} from './support/projects.ts'

const projects = readProjects()

describe('projects in Python', () => {
  it('are at least twelve, over five sets of packages', () => {
    expect(projects.length).toBeGreaterThanOrEqual(12)
    const sets = new Set(projects.map(({ requirements }) => requirements))
    expect([...sets].sort()).toEqual([
      'flask-sqlalchemy',
      'sqlalchemy-1.4',
      'sqlalchemy-2.0',
      'sqlmodel',
      'sqlmodel-0.0.22',
    ])
  })

  it.each(projects)('$name has its golden files, and no others', ({ folder, goldenFiles }) => {
    expect(readdirSync(join(folder, 'golden')).sort()).toEqual(goldenFiles)
  })

  it.each(projects)('the snapshots of $name have the hash of their content', (project) => {
    for (const file of project.goldenFiles.filter(isSnapshot)) {
      const snapshot = readGolden(project, file) as Snapshot
      expect(catalogueHash(snapshot.catalogue), file).toBe(snapshot.hash)
      expect(snapshot.catalogue.tables.length, file).toBeGreaterThan(0)
    }
  })

  it.each(projects)('what refuses the models of $name is told', (project) => {
    for (const file of project.goldenFiles.filter((name) => name.endsWith('.refused.json'))) {
      const { error } = readGolden(project, file) as { readonly error: string }
      expect(error).toMatch(/^(psycopg|sqlalchemy)/)
    }
  })

  it.each(projects)('the histories of $name come to their snapshots step by step', (project) => {
    if (project.histories.length === 0) return
    const goldens = readGolden(project, 'history.json') as readonly GoldenHistory[]
    expect(goldens.map(({ name }) => name)).toEqual(project.histories.map(({ name }) => name))
    for (const history of project.histories) {
      const golden = goldens.find(({ name }) => name === history.name)
      const ups = golden?.steps.filter(({ direction }) => direction === 'up') ?? []
      if (ups.length === 0) continue
      expect(ups.flatMap(({ revisions }) => revisions)).toEqual(golden?.order)
      for (const database of history.databases) {
        const snapshot = readGolden(project, goldenHistoryFile(history, database)) as Snapshot
        expect(ups.at(-1)?.databases[database]?.hash).toBe(snapshot.hash)
      }
    }
  })
})

function isSnapshot(file: string): boolean {
  return file !== 'history.json' && !file.endsWith('.refused.json')
}

function readGolden(project: Project, file: string): unknown {
  return JSON.parse(readFileSync(join(project.folder, 'golden', file), 'utf8'))
}
