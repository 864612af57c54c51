import { placeOf } from '../kernel/place.ts'
import type { FoundAddress } from './discovery.ts'
import { isTest } from './is-test.ts'
import type { Survey } from './survey.ts'

/** The environment that we run in. */
export type Environment = Readonly<Record<string, string | undefined>>

const NAME =
  /^(?:[A-Z0-9_]*_)?(?:DATABASE|DB|POSTGRES(?:QL)?|PG|SQLALCHEMY(?:_DATABASE)?)_?(?:URL|URI|DSN|CONNECTION_STRING)(?:_[A-Z0-9_]+)?$/

const POSTGRES = /^postgres(ql)?(\+\w+)?:/

/** Finds the names that addresses of databases go by. The addresses themselves are not kept. */
export function findAddresses(survey: Survey, environment: Environment): readonly FoundAddress[] {
  const own = Object.keys(environment)
    .filter((name) => NAME.test(name) && POSTGRES.test(environment[name] ?? ''))
    .map((name) => ({ name, at: null, database: null }))
  const files = survey.files.filter((file) => !isTest(file, survey.folder))
  return [
    ...own,
    ...files.filter(isSettings).flatMap((file) => inAssignments(survey, file)),
    ...files.filter((file) => file.endsWith('.ini')).flatMap((file) => inIni(survey, file)),
  ]
}

function isSettings(file: string): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1)
  return /^(\.env(\..+)?|.+\.env|env\.example|(docker-)?compose[\w.-]*\.ya?ml)$/.test(name)
}

/** `NAME=value`, `export NAME=value`, `NAME: value` and `- NAME=value`. */
const ASSIGNMENT =
  /^[ \t]*(?:-[ \t]*)?["']?(?:export[ \t]+)?([A-Za-z_]\w*)["']?[ \t]*[=:][ \t]*["']?([^\n]*)/gm

function inAssignments({ text }: Survey, file: string): readonly FoundAddress[] {
  const read = text(file) ?? ''
  const found = new Map<string, FoundAddress>()
  for (const { 1: name = '', 2: value = '', index } of read.matchAll(ASSIGNMENT)) {
    // What is of another kind of database says so; what is left open may be one of ours.
    const isOther = /^[a-z][a-z0-9+]*:\/\//i.test(value) && !POSTGRES.test(value)
    if (!NAME.test(name) || isOther || found.has(name)) continue
    found.set(name, { name, at: placeOf(file, read, read.indexOf(name, index)), database: null })
  }
  return [...found.values()]
}

function inIni({ text }: Survey, file: string): readonly FoundAddress[] {
  const read = text(file) ?? ''
  if (!/^\s*script_location\s*[=:]/m.test(read)) return []
  return Array.from(read.matchAll(/^[ \t]*sqlalchemy\.url[ \t]*[=:][ \t]*([^\n]*)/gm)).flatMap(
    ({ 1: value = '', index }) =>
      POSTGRES.test(value.trim())
        ? [{ name: 'sqlalchemy.url', at: placeOf(file, read, index), database: null }]
        : [],
  )
}
