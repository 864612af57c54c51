import { shellWord } from '../../kernel/shell-word.ts'
import { faultRule } from '../fault-rule.ts'
import type { Rule } from '../rule.ts'

/** A revision comes after one that no file has. */
export const revisionLinkBroken: Rule = faultRule({
  name: 'revision-link-broken',
  severity: 'error',
  code: 'missing-revision',
  finds: 'A revision comes after one that no file has.',
  why: 'The tool refuses every command: no database can be brought further, and none can be made anew.',
  cures: ({ at }) => [
    {
      kind: 'command',
      purpose: 'Find the file that was deleted or never committed, and bring it back',
      text: `git log --all --diff-filter=D --summary -- ${shellWord(folderOf(at.file))}`,
    },
  ],
})

function folderOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '.'
}
