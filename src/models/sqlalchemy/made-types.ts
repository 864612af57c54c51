import { positional } from '../../python/value/make.ts'
import type { ClassValue, HostCall, Machine, Steps, Value } from '../../python/value/value.ts'
import { argument, flagIn, keyword, numberIn, textIn } from './read-value.ts'
import { isUnknown, itemOfKind } from './sa-object.ts'
import { resolveType } from './own-types.ts'
import type { EnumMember } from '../declaration.ts'
import type { EnumDraft, SqlType } from './drafts.ts'
import { plainType } from './sql-type.ts'
import { typeObject } from './type-object.ts'

/** `Enum(…)` and `ENUM(…)`. */
export function* makeEnum(call: HostCall): Steps<Value> {
  const doubt = call.positional.find(isUnknown)
  if (doubt) return typeObject({ kind: 'unknown-type', reason: doubt.reason, at: doubt.at })
  const [first] = call.positional
  const type = first?.kind === 'class' && first.members ? first : null
  if (type) return typeObject(yield* enumOf(type, call))
  const labels = call.positional.flatMap((one) => {
    if (one.kind === 'list' || one.kind === 'tuple') return one.items.map(textIn)
    return [textIn(one)]
  })
  if (labels.includes(null)) {
    const reason = 'the labels of this enum are not all texts'
    return typeObject({ kind: 'unknown-type', reason, at: call.at })
  }
  return typeObject(enumDraft(call, { labels: labels.filter((one) => one !== null), name: null }))
}

/** The enum of a class: names of members, or what `values_callable` makes of it. */
export function* enumOf(
  type: ClassValue,
  call: Pick<HostCall, 'keywords' | 'at' | 'machine'>,
): Steps<SqlType> {
  if (!type.at) return { ...enumDraft(call, { labels: [], name: null }), isGeneric: true }
  const callable = keyword(call.keywords, 'values_callable')
  const labels = callable ? yield* calledLabels(type, callable, call.machine) : memberNames(type)
  if (!Array.isArray(labels)) {
    return { kind: 'unknown-type', reason: 'values_callable gives no list of texts', at: call.at }
  }
  return enumDraft(call, { labels, name: type.name.toLowerCase(), members: membersOf(type) })
}

function memberNames(type: ClassValue): readonly string[] {
  // An alias bears the name of the member that it stands for.
  return [...(type.members ?? [])].flatMap(([name, member]) =>
    textIn(member.attributes.get('name')) === name ? [name] : [],
  )
}

function membersOf(type: ClassValue): readonly EnumMember[] {
  return memberNames(type).map((name) => ({
    name,
    value: textIn(type.members?.get(name)?.attributes.get('value')),
  }))
}

function* calledLabels(
  type: ClassValue,
  callable: Value,
  machine: Machine,
): Steps<readonly string[] | null> {
  const given = yield* machine.call(callable, positional(type))
  if (given.kind !== 'list' && given.kind !== 'tuple') return null
  const labels = given.items.map(textIn)
  return labels.includes(null) ? null : labels.filter((one) => one !== null)
}

interface EnumFacts extends Pick<EnumDraft, 'labels' | 'name'> {
  readonly members?: EnumDraft['members']
}

function enumDraft(
  { keywords, at }: Pick<HostCall, 'keywords' | 'at'>,
  { labels, name, members = null }: EnumFacts,
): EnumDraft {
  const metadata = itemOfKind(keywords.get('metadata'), 'metadata')
  const draft: EnumDraft = {
    kind: 'enum',
    name: textIn(keyword(keywords, 'name')) ?? name,
    schema: textIn(keyword(keywords, 'schema')),
    labels,
    members,
    isNative: flagIn(keyword(keywords, 'native_enum')) !== false,
    length: numberIn(keyword(keywords, 'length')),
    createConstraint: flagIn(keyword(keywords, 'create_constraint')) === true,
    inheritSchema: flagIn(keyword(keywords, 'inherit_schema')),
    metadata,
    isGeneric: false,
    keywords,
    at,
  }
  if (metadata) {
    draft.schema ??= metadata.schema
    metadata.types.push(draft)
  }
  return draft
}

/** `ARRAY(String, dimensions=2)` */
export function* makeArray(call: HostCall): Steps<Value> {
  const given = argument(call, 0, 'item_type')
  const of: SqlType = given ? yield* resolveType(given, call.machine) : { kind: 'null' }
  const dimensions = numberIn(argument(call, 2, 'dimensions')) ?? 1
  return typeObject({ kind: 'array', of, dimensions })
}

/** `DOMAIN('name', TEXT, check=…)` */
export function* makeDomain(call: HostCall): Steps<Value> {
  const { keywords, at, machine } = call
  const base = argument(call, 1, 'data_type')
  const metadata = itemOfKind(keywords.get('metadata'), 'metadata')
  const draft: SqlType = {
    kind: 'domain',
    name: textIn(argument(call, 0, 'name')) ?? '',
    schema: textIn(keyword(keywords, 'schema')) ?? metadata?.schema ?? null,
    base: base ? yield* resolveType(base, machine) : { kind: 'null' },
    collation: textIn(keyword(keywords, 'collation')),
    default: keyword(keywords, 'default'),
    notNull: flagIn(keyword(keywords, 'not_null')) === true,
    constraintName: textIn(keyword(keywords, 'constraint_name')),
    check: keyword(keywords, 'check'),
    metadata,
    at,
  }
  metadata?.types.push(draft)
  return typeObject(draft)
}

/** `PickleType(impl=…)` */
export function* makePickled(call: HostCall): Steps<Value> {
  const impl = keyword(call.keywords, 'impl')
  return typeObject(impl ? yield* resolveType(impl, call.machine) : plainType('BYTEA'))
}
