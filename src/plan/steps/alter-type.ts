import type { ObjectReference } from '../../catalogue/object-reference.ts'
import type { DomainType, EnumType } from '../../catalogue/user-type.ts'
import type { CatalogueObject } from '../../compare/catalogue-object.ts'
import { setAttributeType } from '../../sql/print/composite-type.ts'
import { setDomainDefault, setDomainNullable, validateDomainCheck } from '../../sql/print/domain.ts'
import { addLabel, type LabelPlace } from '../../sql/print/enum.ts'
import { planStep, statement, statements, type PlanStep } from '../plan-step.ts'
import type { Planning } from './planning.ts'
import { releasedKey } from './step-keys.ts'

/** The steps that change a type in place. */
export function alterTypeSteps(key: string, planning: Planning): readonly PlanStep[] {
  const [from, to] = [planning.sides.from.objects.get(key), planning.sides.to.objects.get(key)]
  if (from?.kind !== 'type' || to?.kind !== 'type') return []
  if (from.described.kind === 'enum' && to.described.kind === 'enum') {
    return labelSteps(from.described, to.described, to.reference)
  }
  if (from.described.kind === 'domain' && to.described.kind === 'domain') {
    return domainSteps(key, { from: from.described, to: to.described, planning })
  }
  return []
}

/** A label that was added cannot be used before its transaction has ended. */
function labelSteps(from: EnumType, to: EnumType, object: ObjectReference): readonly PlanStep[] {
  const added = to.labels.filter((label) => !from.labels.includes(label))
  if (added.length === 0) return []
  const hazards = [
    {
      kind: 'cannot-be-undone',
      sentence: `A label cannot be taken from type ${to.schema}.${to.name} again.`,
    },
  ] as const
  return [
    planStep({
      rank: 'label',
      object,
      statements: added.flatMap((label) =>
        addLabel(to, label, placeOf(label, to, from)).map((sql) =>
          statement(sql, { mode: 'apart', hazards }),
        ),
      ),
    }),
  ]
}

/** Labels are added in their order, so that the one before is always there. */
function placeOf(label: string, { labels }: EnumType, from: EnumType): LabelPlace {
  const at = labels.indexOf(label)
  const before = labels[at - 1]
  const isLast = labels.slice(at + 1).every((other) => !from.labels.includes(other))
  if (isLast) return 'last'
  return before === undefined ? { before: from.labels[0] ?? '' } : { after: before }
}

interface DomainChange {
  readonly from: DomainType
  readonly to: DomainType
  readonly planning: Planning
}

function domainSteps(key: string, { from, to, planning }: DomainChange): readonly PlanStep[] {
  const object: ObjectReference = { kind: 'type', schema: to.schema, name: to.name }
  const changed = planning.fates.changed(key)
  const name = `type ${to.schema}.${to.name}`
  const steps: PlanStep[] = []
  const bare = planning.fates.redefaulted.has(key)
  if (bare) {
    const done = statements(setDomainDefault(to, null))
    steps.push(planStep({ rank: 'release', object, statements: done, makes: [releasedKey(key)] }))
  }
  if (bare ? to.default !== null : changed.has('default')) {
    const done = statements(setDomainDefault(to, to.default))
    const rest = {
      makes: bare ? [key] : [key, releasedKey(key)],
      needs: bare ? [releasedKey(key)] : [],
      bears: [{ key, share: 'all' as const }],
    }
    steps.push(planStep({ rank: 'type-refinement', object, statements: done, ...rest }))
  }
  if (changed.has('nullable')) {
    const hazards = to.nullable
      ? []
      : ([{ kind: 'may-fail-on-data', sentence: `A column of ${name} may hold nulls.` }] as const)
    const done = statements(setDomainNullable(to, to.nullable), { hazards })
    steps.push(planStep({ rank: from.nullable ? 'alter' : 'release', object, statements: done }))
  }
  return steps
}

/** The step that validates the check of a domain. */
export function alterDomainCheckSteps(key: string, planning: Planning): readonly PlanStep[] {
  const to = planning.sides.to.objects.get(key)
  const altered = planning.fates.altered.get(key) ?? []
  if (to?.kind !== 'domain-check') return []
  if (!altered.some(({ attribute }) => attribute === 'validated')) return []
  const { schema, type: name } = to.reference
  const hazards = [
    { kind: 'may-fail-on-data', sentence: `A value of type ${schema}.${name} may not fit.` },
  ] as const
  const done = validateDomainCheck({ schema, name }, to.described)
  return [
    planStep({
      rank: 'validation',
      object: to.reference,
      statements: statements(done, { mode: 'apart', hazards }),
    }),
  ]
}

/** The step that gives an attribute of a composite type its type. */
export function alterAttributeSteps(key: string, planning: Planning): readonly PlanStep[] {
  const to: CatalogueObject | undefined = planning.sides.to.objects.get(key)
  const altered = planning.fates.altered.get(key) ?? []
  if (to?.kind !== 'composite-attribute') return []
  const changed = altered.some(({ attribute }) => attribute === 'type' || attribute === 'collation')
  if (!changed) return []
  const { schema, type: name } = to.reference
  return [
    planStep({
      rank: 'alter',
      object: to.reference,
      statements: statements(setAttributeType({ schema, name }, to.described)),
      makes: [key, releasedKey(key)],
      bears: [{ key, share: 'all' }],
    }),
  ]
}
