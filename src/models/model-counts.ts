import type { Declaration, DeclaredTable, ModelGap } from './declaration.ts'

/** How much of the models was read. */
export interface ModelCounts {
  readonly whole: number
  /** Tables of which a gap speaks. */
  readonly inPart: number
  /** Gaps that belong to no table: each may have been one. */
  readonly notAtAll: number
}

/** Counts the tables that were read whole and in part, and what of the models made none. */
export function modelCounts(
  declarations: readonly Declaration[],
  gaps: readonly ModelGap[],
): ModelCounts {
  const tables = declarations.flatMap((one) => one.tables)
  const inPart = tables.filter((table) => gaps.some((gap) => speaksOf(gap, table)))
  const strays = gaps.filter((gap) => !tables.some((table) => speaksOf(gap, table)))
  return {
    whole: tables.length - inPart.length,
    inPart: inPart.length,
    notAtAll: new Set(strays.map(strayKey)).size,
  }
}

function speaksOf({ subject }: ModelGap, { name, className }: DeclaredTable): boolean {
  if (subject === null) return false
  return [name, className ?? name].some((one) => subject === one || subject.startsWith(`${one}.`))
}

/** Several gaps of one class, or at one place, are one model. */
function strayKey({ subject, at }: ModelGap): string {
  const [model] = subject?.split('.') ?? []
  return `${at.file} ${model ?? at.line}`
}
