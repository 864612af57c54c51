import { referenceKey, type ReferenceTo } from '../../../catalogue/object-reference.ts'
import type { DomainType, UserType } from '../../../catalogue/user-type.ts'
import { addDomainCheck, setDomainDefault } from '../domain.ts'
import { createShellType, createType } from '../user-type.ts'
import type { CreationContext } from './creation-context.ts'
import { stepFor, wholeBearing, type Step } from './step.ts'

/** The steps that make a type. */
export function typeSteps(type: UserType, context: CreationContext): readonly Step[] {
  switch (type.kind) {
    case 'domain':
      return domainSteps(type, context)
    case 'range':
      return type.canonical === null ? [typeStep(type, [])] : rangeInTwoSteps(type)
    case 'enum':
      return [typeStep(type, [])]
    case 'composite-type':
      return [
        typeStep(
          type,
          type.attributes.map(({ name }) => partKey(type, name)),
        ),
      ]
  }
}

/** The key of a type as it is before it is made whole. */
export function shellTypeKey(typeKey: string): string {
  return `shell\0${typeKey}`
}

function typeStep(type: UserType, parts: readonly string[]): Step {
  const reference = typeReference(type)
  const makes = [referenceKey(reference), ...parts]
  return stepFor(reference, 'type', {
    statements: createType(type),
    makes,
    bears: makes.map(wholeBearing),
  })
}

/** The canonical function takes and gives the range, so it can be made only in between. */
function rangeInTwoSteps(type: UserType): readonly Step[] {
  const reference = typeReference(type)
  const shell = shellTypeKey(referenceKey(reference))
  return [
    stepFor(reference, 'shell-type', {
      statements: createShellType(type),
      makes: [shell],
      bears: [],
    }),
    { ...typeStep(type, []), needs: [shell] },
  ]
}

function domainSteps(domain: DomainType, { postponed }: CreationContext): readonly Step[] {
  const reference = typeReference(domain)
  const key = referenceKey(reference)
  const isLate = (name: string): boolean =>
    postponed.has(referenceKey(checkReference(domain, name)))
  const late = domain.checks.filter(({ name }) => isLate(name))
  const early = domain.checks.filter(({ name }) => !isLate(name))
  const lateDefault = postponed.has(key)
  const checkKeys = early.map(({ name }) => referenceKey(checkReference(domain, name)))
  return [
    stepFor(reference, 'type', {
      statements: createType({
        ...domain,
        checks: early,
        default: lateDefault ? null : domain.default,
      }),
      makes: [key, ...checkKeys],
      bears: [{ key, share: lateDefault ? 'signature' : 'all' }, ...checkKeys.map(wholeBearing)],
    }),
    ...late.map((check) =>
      stepFor(checkReference(domain, check.name), 'type-refinement', {
        statements: addDomainCheck(domain, check),
        needs: [key],
      }),
    ),
    ...(lateDefault ? [lateDefaultStep(domain)] : []),
  ]
}

function lateDefaultStep(domain: DomainType): Step {
  const reference = typeReference(domain)
  return stepFor(reference, 'type-refinement', {
    statements: setDomainDefault(domain, domain.default),
    makes: [],
    needs: [referenceKey(reference)],
  })
}

function typeReference({ schema, name }: UserType): ReferenceTo<'type'> {
  return { kind: 'type', schema, name }
}

function checkReference(
  { schema, name: type }: DomainType,
  name: string,
): ReferenceTo<'domain-check'> {
  return { kind: 'domain-check', schema, type, name }
}

function partKey({ schema, name: type }: UserType, name: string): string {
  return referenceKey({ kind: 'composite-attribute', schema, type, name })
}
