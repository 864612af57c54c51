import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest, which the size of a file does not tell. */
const longest = [
  'tests/scenarios/plan-pairs',
  'tests/faults/kill-during-up',
  'tests/scenarios/embedded-folder',
  'tests/faults/many-runners',
  'tests/scenarios/plan-locks',
  'tests/scenarios/observe.test',
  'tests/faults/kill-in-blocks',
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
