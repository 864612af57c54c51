import type { Annotation, Value } from '../../python/value/value.ts'

/**
 * The annotation without what its class itself calls so: in `time: Mapped[time]` the second `time` is
 * the one outside, for Python reads the annotation before the attribute is there.
 */
export function outsideClass(annotation: Annotation): Annotation {
  const { scope, expression } = annotation
  const { annotations, names } = scope
  if (scope.kind !== 'class' || !annotations) return annotation
  const text = scope.module.textOf(expression.start, expression.end)
  const shadowed = (text.match(/\w+/g) ?? []).filter(
    (name) => annotations.has(name) && names.has(name),
  )
  if (shadowed.length === 0) return annotation
  const rest = new Map<string, Value>(names)
  for (const name of shadowed) rest.delete(name)
  return { ...annotation, scope: { ...scope, names: rest } }
}
