import { shellWord } from '../../kernel/shell-word.ts'
import { faultRule } from '../fault-rule.ts'
import type { Rule } from '../rule.ts'

/** The file of a revision is no Python. */
export const revisionDoesNotParse: Rule = faultRule({
  name: 'revision-does-not-parse',
  severity: 'error',
  code: 'syntax-error',
  finds: 'The file of a revision is no Python.',
  why: 'The tool reads all files before it does anything: it refuses every command.',
  cures: ({ at, excerpt }) => [
    { kind: 'edit', purpose: 'Mend it', at, text: excerpt ?? '' },
    {
      kind: 'command',
      purpose: 'See what Python says, and mend it',
      text: `python -m py_compile ${shellWord(at.file)}`,
    },
  ],
})
