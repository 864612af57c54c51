import type { Plan } from '../plan/plan.ts'
import type { Paint } from './paint.ts'

/** A plan for people. */
export function planText(plan: Plan, paint: Paint): string {
  return (
    plan.blocks
      .map(({ transaction, statements }) =>
        [
          paint.bold(transaction ? 'transaction' : 'outside'),
          ...statements.map(({ sql, hazards }) =>
            [`${sql};`, ...hazards.map(({ kind, sentence }) => `    ${kind}: ${sentence}`)].join(
              '\n',
            ),
          ),
        ].join('\n'),
      )
      .join('\n\n') + `\n${plan.notes.join('\n')}\n`
  )
}
