import { excerpt } from '../../kernel/excerpt.ts'
import type { Place } from '../../kernel/place.ts'
import type { Program } from '../../python/module/program.ts'
import type { ModuleValue, Value } from '../../python/value/value.ts'
import { itemsIn, textIn } from '../../models/sqlalchemy/read-value.ts'
import type { AlembicFault, AlembicRevision } from './alembic-revision.ts'

/** What one file of revisions gives. */
export interface ReadRevision {
  readonly revision: AlembicRevision | null
  readonly faults: readonly AlembicFault[]
}

/** A file of revisions, and the module that stands for it. */
export interface RevisionSource {
  readonly module: string
  readonly file: string
  readonly text: string
}

/** Longer ids do not fit into Alembic's own table: `version_num varchar(32)`. */
const LONGEST_ID = 32

/** Reads what a file says of its revision; its functions are not called. */
export async function readRevisionFile(
  program: Program,
  { module, file, text }: RevisionSource,
): Promise<ReadRevision> {
  const value = await program.importModule(module)
  const broken = syntaxFaults(program, { file, text })
  const start: Place = { file, line: 1, column: 1 }
  if (value.kind !== 'module') return { revision: null, faults: broken }
  const read = async (name: string): Promise<Value | null> => {
    const found = await program.lookUp(module, name)
    return found.kind === 'unknown' && isAbsent(found.reason) ? null : found
  }
  const given = await read('revision')
  const isBroken = broken.length > 0
  const id = textIn(given) ?? idInName(file) ?? (isBroken ? writtenId('revision', text) : null)
  const at = value.places.get('revision') ?? start
  if (id === null) {
    // Of a file that does not parse this follows.
    const faults = broken.length > 0 ? broken : [noId(given, { file, text, at })]
    return { revision: null, faults }
  }
  const faults = broken.map((fault) => ({ ...fault, revision: id }))
  const parents = await read('down_revision')
  const unread = [
    ['down_revision', parents] as const,
    ['depends_on', await read('depends_on')] as const,
  ]
    .filter(([, one]) => one?.kind === 'unknown')
    .map(([name]) => unreadFault(name, { id, at, text }))
  const before = isBroken && parents?.kind !== 'none' ? writtenId('down_revision', text) : null
  const revision: AlembicRevision = {
    id,
    parents: parents?.kind === 'unknown' && before !== null ? [before] : textsIn(parents),
    branchLabels: textsIn(await read('branch_labels')).toSorted(),
    dependsOn: textsIn(await read('depends_on')),
    message: messageOf(value),
    created: createdOf(value),
    file,
    at,
    hasDowngrade: (await read('downgrade')) !== null,
  }
  program.drainGaps()
  const others = isBroken ? [] : unread
  return { revision, faults: [...faults, ...others, ...longId(revision, text)] }
}

function isAbsent(reason: string): boolean {
  return /^module ".*" has no name /.test(reason)
}

function textsIn(value: Value | null): readonly string[] {
  return itemsIn(value).flatMap((one) => textIn(one) ?? [])
}

/** Alembic's oldest files say it in their names alone. */
function idInName(file: string): string | null {
  const name = file.slice(file.lastIndexOf('/') + 1)
  return /^([a-f0-9]+)_.*\.py$/.exec(name)?.[1] ?? null
}

/** Where the file around it does not parse, the line alone still says the id. */
function writtenId(name: string, text: string): string | null {
  return (
    new RegExp(`^${name}\\b[^=\\n]*=\\s*(["'])([\\w.@-]+)\\1\\s*$`, 'm').exec(text)?.[2] ?? null
  )
}

function docOf(module: ModuleValue): string {
  return textIn(module.attributes.get('__doc__')) ?? ''
}

function messageOf(module: ModuleValue): string {
  return (docOf(module).trim().split(/\n\n/)[0] ?? '').trim()
}

function createdOf(module: ModuleValue): string | null {
  return /^Create Date:\s*(.+)$/im.exec(docOf(module))?.[1]?.trim() ?? null
}

interface Source {
  readonly file: string
  readonly text: string
}

function syntaxFaults(program: Program, { file, text }: Source): readonly AlembicFault[] {
  return (
    program
      .drainGaps()
      .filter((gap) => gap.kind === 'syntax' && gap.at.file === file)
      // What comes after the first may follow from it.
      .slice(0, 1)
      .map(({ reason, at }) => ({
        code: 'syntax-error',
        message: `"${file}" does not parse: ${reason}.`,
        revision: null,
        at,
        excerpt: excerpt(text, at),
      }))
  )
}

function noId(
  given: Value | null,
  { file, text, at }: Source & { readonly at: Place },
): AlembicFault {
  const why = given?.kind === 'unknown' ? `: ${given.reason}` : ''
  return {
    code: 'no-revision-id',
    message: `The id of the revision in "${file}" is not known${why}.`,
    revision: null,
    at,
    excerpt: excerpt(text, at),
  }
}

function unreadFault(
  name: string,
  { id, at, text }: { readonly id: string; readonly at: Place; readonly text: string },
): AlembicFault {
  return {
    code: 'unread-revision',
    message: `The ${name} of the revision "${id}" is not known.`,
    revision: id,
    at,
    excerpt: excerpt(text, at),
  }
}

function longId({ id, at }: AlembicRevision, text: string): readonly AlembicFault[] {
  if (id.length <= LONGEST_ID) return []
  const message = `The id "${id}" has ${id.length} characters, and Alembic's table takes ${LONGEST_ID}.`
  return [{ code: 'long-revision-id', message, revision: id, at, excerpt: excerpt(text, at) }]
}
