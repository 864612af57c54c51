import type { Outcome, Progress, Step, Task } from '../../src/kernel/progress.ts'

/** Progress that remembers what it was told. */
export interface RecordedProgress extends Progress {
  /** The details of all steps, in order. */
  readonly details: readonly string[]
  readonly steps: readonly Step[]
  readonly outcomes: readonly { readonly task: Task; readonly outcome: Outcome }[]
}

/**
 * Makes a progress that remembers.
 *
 * @param onStep called for every step, to act while the work is under way
 */
export function recordedProgress(onStep: (step: Step) => void = () => undefined): RecordedProgress {
  const steps: Step[] = []
  const details: string[] = []
  const outcomes: { task: Task; outcome: Outcome }[] = []
  return {
    steps,
    details,
    outcomes,
    started: () => undefined,
    advanced: (_task, step) => {
      steps.push(step)
      details.push(step.detail)
      onStep(step)
    },
    finished: (task, outcome) => {
      outcomes.push({ task, outcome })
    },
  }
}
