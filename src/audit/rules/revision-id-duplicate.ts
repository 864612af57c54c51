import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { faultRule } from '../fault-rule.ts'
import type { Rule } from '../rule.ts'

/** Two files have one revision id. */
export const revisionIdDuplicate: Rule = faultRule({
  name: 'revision-id-duplicate',
  severity: 'error',
  code: 'duplicate-revision',
  finds: 'Two files have one revision id.',
  why: 'Only one of them is ever run, and which one depends on the order in which the files are read.',
  cures: ({ at }) => [
    {
      kind: 'edit',
      purpose: 'Give the later one an id of its own, and have it come after the other',
      at,
      text: `revision = "${bytesToHex(sha256(utf8ToBytes(at.file))).slice(0, 12)}"`,
    },
  ],
})
