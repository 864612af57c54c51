import { readFileSync } from 'node:fs'
import { formatName, type QualifiedName } from '../../src/catalogue/qualified-name.ts'
import type { Session } from '../../src/postgres/session.ts'
import type { Observation } from '../../src/shadow/observation.ts'

/** What a statement does, by relation: `access-exclusive rewrite scan`. Those of `shop` by name alone. */
export type Effects = Readonly<Record<string, string>>

/** The statements of tests/scenarios/observe and what each does on a version of PostgreSQL. */
export function expectedEffects(serverVersion: number): ReadonlyMap<string, Effects> {
  const statements = new Map<string, Record<string, string>>()
  let effects: Record<string, string> = {}
  for (const line of readScenario('statements.txt').split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    if (!line.startsWith(' ')) statements.set(line, (effects = {}))
    const [, name, effect, since] = /^ {2}(\S+): ([^(]+?)(?: \(since (.*)\))?$/.exec(line) ?? []
    if (name === undefined || effect === undefined) continue
    if (since === undefined || serverVersion >= versionNumber(since)) effects[name] = effect
  }
  return statements
}

/** 180006 for `18.6`. */
function versionNumber(text: string): number {
  const [major = 0, minor = 0] = text.split('.').map(Number)
  return major * 10_000 + minor
}

/** Makes the schema `shop` anew, with so many rows in every table. */
export async function makeShop(session: Session, rows: number): Promise<void> {
  await session.run(`set shop.rows = ${rows}`)
  await session.run(readScenario('shop.sql'))
}

/** An observation as {@link Effects}. */
export function effectsOf({ locks, rewrites, scans }: Observation): Effects {
  const effects: Record<string, string> = {}
  const add = (relation: QualifiedName, word: string): void => {
    const name = formatName(relation).replace(/^shop\./, '')
    effects[name] = name in effects ? `${effects[name] ?? ''} ${word}` : word
  }
  for (const { relation, mode } of locks) add(relation, mode)
  for (const relation of rewrites) add(relation, 'rewrite')
  for (const relation of scans) add(relation, 'scan')
  return effects
}

function readScenario(name: string): string {
  return readFileSync(new URL(`../scenarios/observe/${name}`, import.meta.url), 'utf8')
}
