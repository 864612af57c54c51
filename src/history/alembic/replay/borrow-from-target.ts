import type { Declaration } from '../../../models/declaration.ts'
import type { MetadataDraft } from '../../../models/sqlalchemy/drafts.ts'
import { declarationOf, takeLateColumns } from '../../../models/sqlalchemy/finish.ts'
import { borrowFromModels } from '../borrow-from-models.ts'
import type { ReplayContext } from './replay-context.ts'
import type { Borrow } from './statement-runner.ts'

/** Lends tables as the metadata of env.py declares them; the models are evaluated when one is asked for. */
export function borrowFromTarget(context: ReplayContext): Borrow {
  return async (relation) => {
    const declarations = await targetDeclarations(context)
    for (const { reason, at, subject } of declarations.flatMap(({ gaps }) => gaps)) {
      const [table = ''] = subject?.split('.') ?? []
      if (table === relation.name) context.gap(reason, at, { touches: [table] })
    }
    return borrowFromModels(declarations)(relation)
  }
}

const declared = new WeakMap<MetadataDraft, Declaration>()

async function targetDeclarations(context: ReplayContext): Promise<readonly Declaration[]> {
  const { reading, configured } = context
  await context.completeModels()
  takeLateColumns(reading)
  const found: Declaration[] = []
  for (const target of configured.targets) {
    const existing = declared.get(target)
    const made =
      existing ?? (await declarationOf(target, { names: [], tieOf: () => null }, reading))
    declared.set(target, made)
    found.push(made)
  }
  return found
}
