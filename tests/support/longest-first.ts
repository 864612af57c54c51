import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest, which its size does not tell; seconds of a processor, measured alone. */
const longest = [
  'tests/scenarios/plan-pairs', // 160
  'tests/faults/kill-during-up', // 140
  'tests/scenarios/embedded-folder', // 60
  'tests/faults/many-runners', // 50
  'tests/faults/kill-in-blocks', // 50
  'tests/scenarios/plan-locks', // 40
]

/** Begins with the files that take longest: at the end no processor waits for the other. */
export class LongestFirst extends BaseSequencer {
  /** Vitest's own order, by the last run or by size, but for those that are known. */
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.sort((left, right) => rankOf(left) - rankOf(right))
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = longest.findIndex((name) => moduleId.includes(name))
  return rank === -1 ? longest.length : rank
}
