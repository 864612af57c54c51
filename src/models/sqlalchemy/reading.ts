import type { Place } from '../../kernel/place.ts'
import type { Program } from '../../python/module/program.ts'
import type { ClassValue, UnknownValue } from '../../python/value/value.ts'
import type { ModelGap } from '../declaration.ts'
import type { IndexDraft, MetadataDraft, TableDraft } from './drafts.ts'

/** A class and the table that it is mapped to. */
export interface MappedClass {
  readonly type: ClassValue
  readonly table: TableDraft
}

/** What is known so far of the models of one project, while their modules are evaluated. */
export class Reading {
  readonly metadatas: MetadataDraft[] = []
  /** Indexes that may still look for their table. */
  readonly indexes: IndexDraft[] = []
  readonly mapped: MappedClass[] = []
  readonly gaps: ModelGap[] = []
  /** As the project pins it; 2.0 where it pins none. */
  readonly version: LibraryVersions
  readonly #moduleOf: ReadonlyMap<string, string>
  #program: Program | null = null
  #created = 0

  /** @param modules the name of each module by its file */
  constructor(version: LibraryVersions, modules: ReadonlyMap<string, string> = new Map()) {
    this.version = version
    this.#moduleOf = modules
  }

  /** The module that a place is in. */
  moduleAt({ file }: Place): string {
    return this.#moduleOf.get(file) ?? file
  }

  /** Numbers what is created, in its order. */
  next(): number {
    this.#created += 1
    return this.#created
  }

  /** The program that evaluates the modules; it is made after this. */
  get program(): Program {
    if (!this.#program) throw new RangeError('there is no program yet')
    return this.#program
  }

  set program(program: Program) {
    this.#program = program
  }

  gap(reason: string, at: Place, subject: string | null = null): void {
    this.gaps.push({ reason, at, subject })
  }

  /** Tells of an unknown value. */
  doubt({ reason, at }: UnknownValue, subject: string | null = null): void {
    this.gap(reason, at, subject)
  }

  newMetadata(at: Place, schema: string | null = null): MetadataDraft {
    const made: MetadataDraft = {
      kind: 'metadata',
      at,
      schema,
      naming: null,
      bindKey: null,
      tables: new Map(),
      sequences: [],
      types: [],
      beforehand: [],
      afterwards: [],
      isGivenAway: false,
    }
    this.metadatas.push(made)
    return made
  }
}

/** Versions of libraries whose schemas differ: `[2, 0]`. */
export interface LibraryVersions {
  readonly sqlalchemy: readonly [number, number]
  readonly sqlmodel: readonly [number, number, number]
}
