import { readIniFile } from '../history/alembic/ini-file.ts'
import { parentFolder } from '../history/alembic/join-path.ts'
import { readToolAlembic } from '../history/alembic/pyproject.ts'
import { isTest } from './is-test.ts'
import type { Survey } from './survey.ts'

/** Something that may say where a history of Alembic's is. */
export interface AlembicCandidate {
  /** An ini file, a `pyproject.toml`, or a folder with env.py. */
  readonly config: string
  /** Null for `alembic`. */
  readonly section: string | null
  readonly why: string
}

/**
 * All that may lead to histories of Alembic's: ini files with their sections, `[tool.alembic]`, and then
 * folders of scripts, which count where none of the others leads to them. What lies in tests comes only
 * where nothing else is there.
 */
export function alembicCandidates(survey: Survey): readonly AlembicCandidate[] {
  const all = [
    ...survey.files.filter((file) => file.endsWith('.ini')).flatMap((file) => inIni(survey, file)),
    ...survey.files
      .filter((file) => file.endsWith('/pyproject.toml') || file === 'pyproject.toml')
      .flatMap((file) => inPyproject(survey, file)),
    ...survey.files
      .filter((file) => /(^|\/)env\.py$/.test(file))
      .flatMap((file) => alone(survey, file)),
  ]
  const own = all.filter(({ config }) => !isTest(config, survey.folder))
  return own.length > 0 ? own : all
}

function inIni({ text }: Survey, file: string): readonly AlembicCandidate[] {
  const read = text(file) ?? ''
  const isNamed = /(^|\/)alembic\.ini$/.test(file)
  if (!isNamed && !/^\s*script_location\s*[=:]/m.test(read)) return []
  const all = readIniFile(read)
  const sections = [...all].filter(([name, options]) => isHistory(name, options))
  const main = all.get('alembic')
  // Beside its env.py it need not say where the scripts are.
  const isBare = sections.length === 0 && isNamed && main !== undefined
  return (isBare ? [['alembic', main] as const] : sections).map(([name]) => ({
    config: file,
    section: name === 'alembic' ? null : name,
    why: `section [${name}] of ${file}`,
  }))
}

/** Sections of other programs inherit the script's place from [DEFAULT], too. */
function isHistory(name: string, options: ReadonlyMap<string, string>): boolean {
  const isOther =
    /^(DEFAULT|loggers|handlers|formatters|post_write_hooks|(logger|handler|formatter)_.*|(app|server|filter|pipeline|composite):.*)$/
  return options.has('script_location') && !isOther.test(name)
}

function inPyproject({ text }: Survey, file: string): readonly AlembicCandidate[] {
  const tool = readToolAlembic(text(file) ?? '')
  return tool.has('script_location')
    ? [{ config: file, section: null, why: `[tool.alembic] of ${file}` }]
    : []
}

function alone({ text }: Survey, file: string): readonly AlembicCandidate[] {
  const isOfAlembic = /\brun_migrations\b/.test(text(file) ?? '')
  const why = `${file} with revisions beside it, which no ini file names`
  return isOfAlembic ? [{ config: parentFolder(file), section: null, why }] : []
}
