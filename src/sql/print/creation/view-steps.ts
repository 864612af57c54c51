import { referenceKey, type ReferenceTo } from '../../../catalogue/object-reference.ts'
import type { MaterializedView, PlainView, View } from '../../../catalogue/view.ts'
import { setViewClustering } from '../index-choice.ts'
import { createMaterializedView, refreshMaterializedView } from '../materialized-view.ts'
import { createIndex } from '../table-index.ts'
import { createView, setViewColumnDefault } from '../view.ts'
import { stepFor, type Step } from './step.ts'
import { ownTriggerStep } from './trigger-steps.ts'

/** The steps that make a view or materialised view with what falls with it. */
export function viewSteps(view: View): readonly Step[] {
  switch (view.kind) {
    case 'view':
      return plainViewSteps(view)
    case 'materialized-view':
      return materializedViewSteps(view)
  }
}

function plainViewSteps(view: PlainView): readonly Step[] {
  const withDefault = view.columns.filter((column) => column.default !== null)
  return [
    queryStep(view, createView(view)),
    ...withDefault.map((column) =>
      stepFor(columnReference(view, column.name), 'refinement', {
        statements: setViewColumnDefault(view, column),
        makes: [],
        needs: [viewKey(view)],
      }),
    ),
    ...view.triggers.map((trigger) => ownTriggerStep(view, trigger, [viewKey(view)])),
  ]
}

function materializedViewSteps(view: MaterializedView): readonly Step[] {
  const { schema, name: relation, indexes, populated } = view
  const needs = [viewKey(view)]
  const clustered = indexes.filter((index) => index.clustered)
  return [
    queryStep(view, createMaterializedView(view)),
    ...indexes.map((index) =>
      stepFor({ kind: 'index', schema, relation, name: index.name }, 'index', {
        statements: createIndex(index, view),
        needs,
      }),
    ),
    ...clustered.map(({ name }) => {
      const object: ReferenceTo<'index'> = { kind: 'index', schema, relation, name }
      return stepFor(object, 'choice', {
        statements: setViewClustering(view, name),
        makes: [],
        needs: [referenceKey(object)],
      })
    }),
    ...(populated ? [refreshStep(view)] : []),
  ]
}

function refreshStep(view: MaterializedView): Step {
  return stepFor(viewReference(view), 'refresh', {
    statements: refreshMaterializedView(view),
    makes: [],
    needs: [viewKey(view)],
  })
}

/** The columns say of what type they are; their defaults come later. */
function queryStep(view: View, statements: Step['statements']): Step {
  const columns = view.columns.map(({ name }) => referenceKey(columnReference(view, name)))
  const key = viewKey(view)
  return stepFor(viewReference(view), 'view', {
    statements,
    makes: [key, ...columns],
    bears: [
      { key, share: 'all' },
      ...columns.map((column) => ({ key: column, share: 'signature' as const })),
    ],
  })
}

function viewKey(view: View): string {
  return referenceKey(viewReference(view))
}

function viewReference({ schema, name }: View): ReferenceTo<'view'> {
  return { kind: 'view', schema, name }
}

function columnReference(
  { schema, name: relation }: View,
  name: string,
): ReferenceTo<'view-column'> {
  return { kind: 'view-column', schema, relation, name }
}
