import type { Catalogue } from '../catalogue/catalogue.ts'
import {
  formatReference,
  referenceKey,
  type ObjectReference,
} from '../catalogue/object-reference.ts'
import { objectsOf, type CatalogueObject } from '../compare/catalogue-object.ts'
import { dispatchByKind, type ByKind } from '../compare/dispatch-by-kind.ts'
import { nearestName } from '../kernel/nearest-name.ts'
import { UserError } from '../kernel/user-error.ts'
import { renameLabel } from '../sql/print/enum.ts'
import {
  renameColumn,
  renameConstraint,
  renameIndex,
  renamePolicy,
  renameSequence,
  renameTable,
  renameTrigger,
  renameType,
  renameView,
  renameMaterializedView,
} from '../sql/print/rename.ts'
import type { Sql } from '../sql/sql.ts'
import { planStep, statements, type PlanStep } from './plan-step.ts'
import type { Hazard } from './hazard.ts'
import type { RenameRequest } from './rename-request.ts'
import { hasTarget } from './rename-target.ts'

/**
 * The steps that give objects their new names.
 *
 * @throws UserError where there is no object of the old name, or none of the new one
 */
export function renameStatements(
  requests: readonly RenameRequest[],
  from: Catalogue,
  to: Catalogue,
): readonly PlanStep[] {
  // A part is found by the old name of its table, so it goes before the table.
  const partsFirst = [...requests].sort((left, right) => right.path.length - left.path.length)
  return partsFirst.map((request) => {
    const object = objectAt(request, from, to)
    if (!hasTarget(object, request, { requests, to })) throw nothingSoCalled(request, to)
    return renameStep(object, request)
  })
}

function renameStep(object: CatalogueObject, request: RenameRequest): PlanStep {
  const name = formatReference(object.reference)
  const hazards: readonly Hazard[] = isSeenByCode(object)
    ? [{ kind: 'breaks-application', sentence: `Code that uses ${name} by its old name fails.` }]
    : []
  const done = dispatchByKind(renaming, object, request)
  return planStep({
    rank: 'prepare',
    object: object.reference,
    statements: statements(done, { hazards }),
  })
}

function isSeenByCode({ kind }: CatalogueObject): boolean {
  return kind !== 'constraint' && kind !== 'index' && kind !== 'trigger' && kind !== 'policy'
}

/** Of several objects that have the name, the one that the new schema has under the other. */
function objectAt(request: RenameRequest, from: Catalogue, to: Catalogue): CatalogueObject {
  const found = [...objectsOf(from).values()].filter((object) => isAt(object, request))
  const [first] = found
  if (first === undefined) throw nothingThere(request, from)
  const after = objectsOf(to)
  return found.find(({ reference }) => after.has(renamedKey(reference, request.to))) ?? first
}

function renamedKey(reference: ObjectReference, name: string): string {
  return reference.kind === 'undescribed' ? '' : referenceKey({ ...reference, name })
}

function isAt(object: CatalogueObject, { path }: RenameRequest): boolean {
  const [schema, second, third] = path
  const { reference } = object
  if (!('schema' in reference) || reference.schema !== schema) return false
  if (third === undefined) {
    return (
      !('relation' in reference) &&
      !('type' in reference) &&
      reference.name === second &&
      isRenamable(object)
    )
  }
  if ('relation' in reference) {
    return reference.relation === second && reference.name === third && isRenamable(object)
  }
  const isEnum = object.kind === 'type' && object.described.kind === 'enum'
  return isEnum && reference.name === second && object.described.labels.includes(third)
}

function isRenamable({ kind }: CatalogueObject): boolean {
  return renamable.has(kind)
}

const renamable: ReadonlySet<string> = new Set([
  'table',
  'view',
  'sequence',
  'type',
  'column',
  'constraint',
  'index',
  'trigger',
  'policy',
])

const renaming: ByKind<readonly Sql[], [RenameRequest]> = {
  table: ({ described }, { to }) => renameTable(described, to),
  view: ({ described }, { to }) =>
    described.kind === 'view' ? renameView(described, to) : renameMaterializedView(described, to),
  sequence: ({ described }, { to }) => renameSequence(described, to),
  type: ({ described }, { path: [, , label], to }) =>
    label === undefined ? renameType(described, to) : renameLabel(described, label, to),
  column: ({ reference }, { to }) => renameColumn(tableOf(reference), reference.name, to),
  constraint: ({ reference }, { to }) => renameConstraint(tableOf(reference), reference.name, to),
  index: ({ reference }, { to }) => renameIndex(reference, to),
  trigger: ({ reference }, { to }) => renameTrigger(tableOf(reference), reference.name, to),
  policy: ({ reference }, { to }) => renamePolicy(tableOf(reference), reference.name, to),
  schema: none,
  extension: none,
  'domain-check': none,
  'composite-attribute': none,
  'view-column': none,
  routine: none,
  aggregate: none,
  statistics: none,
  undescribed: none,
}

function none(): readonly Sql[] {
  return []
}

function tableOf({ schema, relation }: { schema: string; relation: string }): {
  schema: string
  name: string
} {
  return { schema, name: relation }
}

function nothingThere({ path, text }: RenameRequest, from: Catalogue): UserError {
  const name = path.join('.')
  return new UserError(`There is nothing "${name}" to be renamed.`, {
    code: 'rename-unknown',
    details: [`--rename ${text}`],
    hint: nearestHint(name, from) ?? 'Name what is there, then what it shall be called.',
  })
}

function nothingSoCalled({ path, to: last, text }: RenameRequest, to: Catalogue): UserError {
  const name = [...path.slice(0, -1), last].join('.')
  return new UserError(`Nothing is called "${name}" in the schema that the plan leads to.`, {
    code: 'rename-unknown',
    details: [`--rename ${text}`],
    hint: nearestHint(name, to) ?? 'Name it as it is called there.',
  })
}

function nearestHint(name: string, catalogue: Catalogue): string | null {
  const names = [...objectsOf(catalogue).values()].filter(isRenamable).map(pathOf)
  const near = nearestName(name, names)
  return near === null ? null : `Did you mean "${near}"?`
}

function pathOf({ reference }: CatalogueObject): string {
  if (!('schema' in reference)) return ''
  const whole = 'relation' in reference ? [reference.relation] : []
  return [reference.schema, ...whole, reference.name].join('.')
}
