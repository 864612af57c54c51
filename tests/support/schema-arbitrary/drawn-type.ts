import type { ObjectReference } from '../../../src/catalogue/object-reference.ts'
import type { DomainCheck, UserType } from '../../../src/catalogue/user-type.ts'
import { sortedBy } from '../../../src/kernel/ordering.ts'
import { printedName, printedText, type Draft } from './draft.ts'
import { freshName } from './odd-text.ts'

/** A type that a column can have. */
export interface UsableType {
  readonly text: string
  /** Where it is not PostgreSQL's own. */
  readonly reference: ObjectReference | null
  /** An expression as PostgreSQL prints it, or null for none. */
  readonly default: (draft: Draft) => string | null
  readonly collatable: boolean
  /** Whether values are long enough to be compressed and stored elsewhere. */
  readonly long: boolean
}

/** Some types that come with PostgreSQL. */
export const builtinTypes: readonly UsableType[] = [
  builtin('integer', () => '(1 + 2)'),
  builtin('bigint', () => "'9223372036854775807'::bigint"),
  builtin('text', (draft) => `${printedText(draft.text())}::text`, {
    collatable: true,
    long: true,
  }),
  builtin('character varying(20)', () => "'x'::character varying", {
    collatable: true,
    long: true,
  }),
  builtin('boolean', () => 'true'),
  builtin('numeric(10,2)', () => '1.50'),
  builtin('jsonb', () => `'{"a": "it''s"}'::jsonb`, { collatable: false, long: true }),
  builtin('timestamp with time zone', () => 'now()'),
  builtin('interval', () => "'-1 days -02:03:04'::interval"),
  builtin('uuid', () => 'gen_random_uuid()'),
  builtin('integer[]', () => "'{1,NULL}'::integer[]", { collatable: false, long: true }),
  builtin('money', () => "'$1.50'::money"),
  builtin('bit(3)', () => `'101'::"bit"`),
]

function builtin(
  text: string,
  expression: UsableType['default'],
  { collatable, long } = { collatable: false, long: false },
): UsableType {
  return { text, reference: null, default: expression, collatable, long }
}

/** A type that was made up, and how columns name it. */
export interface DrawnType {
  readonly type: UserType
  readonly usable: UsableType
}

/** Makes up a type of one kind, from those before it. */
export type TypeMaker = (draft: Draft, before: readonly UsableType[]) => UserType

/** One for each kind. Of checks there are some on integers only. */
export const typeMakers: readonly TypeMaker[] = [
  drawEnum,
  drawDomain,
  (draft) => drawDomain(draft, builtinTypes.slice(0, 1)),
  drawComposite,
  drawRange,
]

/** Makes up a type, and says how it is used. */
export function drawType(draft: Draft, before: readonly UsableType[], make: TypeMaker): DrawnType {
  const type = make(draft, before)
  const reference = { kind: 'type', schema: type.schema, name: type.name } as const
  const [label] = type.kind === 'enum' ? type.labels : []
  const text = printedName(type)
  const expression = label === undefined ? null : `${printedText(label)}::${text}`
  return {
    type,
    usable: { text, reference, default: () => expression, collatable: false, long: false },
  }
}

/** The collation of something, as a catalogue has it. */
export function drawCollation(draft: Draft, { collatable }: UsableType): string | null {
  return collatable ? draft.one([null, null, '"C"', '"POSIX"']) : null
}

function drawEnum(draft: Draft): UserType {
  const taken = new Set<string>()
  const labels = draft.upTo(4, () => freshName(draft.name('label'), taken))
  return { kind: 'enum', ...draft.qualifiedName('type'), labels, comment: draft.comment() }
}

function drawDomain(draft: Draft, before: readonly UsableType[]): UserType {
  const base = draft.one(before)
  const name = draft.qualifiedName('type')
  const collation = drawCollation(draft, base)
  if (base.reference !== null) draft.needs({ kind: 'type', ...name }, base.reference)
  const isInteger = base.text === 'integer'
  return {
    kind: 'domain',
    ...name,
    baseType: base.text,
    collation,
    nullable: draft.chance(2),
    default: isInteger && draft.chance(2) ? '7' : null,
    checks: isInteger
      ? sortedBy(
          draft.upTo(2, () => drawCheck(draft)),
          (check) => check.name,
        )
      : [],
    comment: draft.comment(),
  }
}

function drawCheck(draft: Draft): DomainCheck {
  return {
    name: draft.name('check'),
    definition: `CHECK ((VALUE <> ${draft.integer(0, 9)}))`,
    validated: !draft.chance(3),
    comment: draft.comment(),
  }
}

function drawComposite(draft: Draft, before: readonly UsableType[]): UserType {
  const name = draft.qualifiedName('type')
  const attributes = draft.upTo(3, () => {
    const type = draft.one(before)
    const attribute = {
      name: draft.name('attribute'),
      type: type.text,
      collation: drawCollation(draft, type),
      comment: draft.comment(),
    }
    const { schema, name: whole } = name
    const reference = {
      kind: 'composite-attribute',
      schema,
      type: whole,
      name: attribute.name,
    } as const
    if (type.reference !== null) draft.needs(reference, type.reference)
    return attribute
  })
  return { kind: 'composite-type', ...name, attributes, comment: draft.comment() }
}

function drawRange(draft: Draft): UserType {
  const subtype = draft.one(['integer', 'text', 'numeric', 'timestamp with time zone'])
  const isText = subtype === 'text'
  const { schema, name } = draft.qualifiedName('type')
  return {
    kind: 'range',
    schema,
    name,
    subtype,
    operatorClass: isText ? draft.one([null, 'text_pattern_ops']) : null,
    collation: isText ? draft.one([null, '"C"']) : null,
    canonical: null,
    subtypeDifference: null,
    // Names that are alike up to byte 62 would make PostgreSQL give two arrays one name.
    multirange: { schema, name: draft.nameLike(`m${name}`) },
    comment: draft.comment(),
  }
}
