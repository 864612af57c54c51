import type { ObjectReference } from '../catalogue/object-reference.ts'
import type { AttributeName } from '../compare/attribute.ts'
import type { Witness } from '../compare/testimony.ts'
import type { Place } from '../kernel/place.ts'
import type { Cure } from './cure.ts'
import type { Severity } from './severity.ts'

/** Something that a rule says is wrong. Findings with one cause are one finding with many subjects. */
export interface Finding {
  readonly kind: 'finding'
  /** The name of the rule: `column-type-differs`. */
  readonly rule: string
  readonly severity: Severity
  /** Null where it is about several databases. */
  readonly database: string | null
  /** The witness who is wrong; null where that cannot be said, or where nobody contradicts. */
  readonly culprit: Witness | null
  /** One sentence. */
  readonly message: string
  readonly subjects: readonly Subject[]
  readonly evidence: readonly Evidence[]
  readonly why: string
  /** Ways out, the best first. */
  readonly cures: readonly Cure[]
  /** Where the rule is explained. */
  readonly page: string
  /** The same for the same finding on any machine, whatever else changes. */
  readonly fingerprint: string
}

/** What a finding is about: an object or one of its attributes, a revision, or a file. */
export type Subject = ObjectSubject | RevisionSubject | FileSubject

/** An object of a database, or one of its attributes. */
export interface ObjectSubject {
  readonly kind: 'object'
  readonly database: string
  readonly object: ObjectReference
  readonly attribute: AttributeName | null
}

/** A revision of the history of a database. */
export interface RevisionSubject {
  readonly kind: 'revision'
  readonly database: string
  readonly revision: string
}

/** A file that has to do with a database, and is no revision of it. */
export interface FileSubject {
  readonly kind: 'file'
  /** Null where it is not known which. */
  readonly database: string | null
  readonly file: string
}

/** What one witness says that a finding rests on. */
export interface Evidence {
  /** `ledger`: the table of applied migrations; `data`: rows; `settings`: the settings file. */
  readonly witness: Witness | 'ledger' | 'data' | 'settings'
  /** What it is about: `public.users.id`. */
  readonly subject: string
  /** `uuid`, `absent`, `recorded as applied`. */
  readonly says: string
  readonly at: Place | null
}
