import type { RunScript } from '../run/script-of.ts'

/** The SQL of a dry run, with comments that say which database and migration it is for. */
export function scriptText({ steps }: RunScript): string {
  if (steps.length === 0) return '-- nothing to do\n'
  return steps
    .map((step) => {
      switch (step.kind) {
        case 'migration':
          return `\n-- database ${step.database}: ${step.revision}\n`
        case 'sql':
          return `${step.text.replace(/;?\s*$/, ';')}\n`
      }
    })
    .join('')
    .trimStart()
}
