import type { createLogUpdate } from 'log-update'
import type { Outcome, Progress, Step, Task } from '../kernel/progress.ts'
import { printable } from '../report/printable.ts'
import { duration } from '../report/quantities.ts'
import { paintFor } from './paint-for.ts'

/** Progress that is drawn somewhere, and can be cleared away. */
export interface DrawnProgress extends Progress {
  /** Leaves the finished lines and clears what is redrawn. */
  end(): void
}

type LogUpdate = ReturnType<typeof createLogUpdate>

/** Milliseconds between two drawings: as often as an eye can follow. */
const REDRAW = 80

/**
 * Progress for people: on a terminal one redrawn line for each database at work, elsewhere one
 * plain line for each finished task.
 */
export function terminalProgress(stream: NodeJS.WriteStream): DrawnProgress {
  return stream.isTTY ? new RedrawnProgress(stream) : plainProgress(stream)
}

function plainProgress(stream: NodeJS.WritableStream): DrawnProgress {
  return {
    started: () => undefined,
    advanced: () => undefined,
    finished: (task, outcome, milliseconds) => {
      stream.write(`${finishedLine(task, outcome, milliseconds)}\n`)
    },
    end: () => undefined,
  }
}

function finishedLine(task: Task, outcome: Outcome, milliseconds: number): string {
  return `${task.lane}  ${task.title}  ${outcome}  ${duration(milliseconds)}`
}

interface Lane {
  readonly task: Task
  readonly since: number
  step: Step | null
}

class RedrawnProgress implements DrawnProgress {
  readonly #stream: NodeJS.WriteStream
  readonly #lanes = new Map<string, Lane>()
  readonly #finished: string[] = []
  readonly #timer: NodeJS.Timeout
  #draw: LogUpdate | null = null

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream
    this.#timer = setInterval(() => this.#redraw(), REDRAW)
    this.#timer.unref()
    // Loaded beside the work: a run that ends at once draws nothing.
    void import('log-update').then(({ createLogUpdate }) => {
      this.#draw = createLogUpdate(stream)
    })
  }

  started(task: Task): void {
    this.#lanes.set(task.lane, { task, since: performance.now(), step: null })
  }

  advanced(task: Task, step: Step): void {
    const lane = this.#lanes.get(task.lane)
    if (lane !== undefined) lane.step = step
  }

  finished(task: Task, outcome: Outcome, milliseconds: number): void {
    this.#lanes.delete(task.lane)
    this.#finished.push(this.#finishedLine(task, outcome, milliseconds))
  }

  end(): void {
    clearInterval(this.#timer)
    this.#lanes.clear()
    this.#flush()
    this.#draw?.done()
  }

  #finishedLine(task: Task, outcome: Outcome, milliseconds: number): string {
    const paint = paintFor(this.#stream)
    const marks = { done: paint.good('✓'), failed: paint.bad('✗'), skipped: paint.warn('-') }
    const line = `${marks[outcome]} ${paint.bold(task.lane)} ${task.title}`
    return `${line} ${paint.dim(duration(milliseconds))}`
  }

  #redraw(): void {
    if (this.#draw === null) return
    this.#flush()
    const lines = [...this.#lanes.values()].map(laneLine)
    if (lines.length > 0) this.#draw(printable(lines.join('\n')))
  }

  /** Finished lines scroll up for good, above the ones that are redrawn. */
  #flush(): void {
    if (this.#finished.length === 0) return
    this.#draw?.clear()
    this.#stream.write(printable(`${this.#finished.splice(0).join('\n')}\n`))
  }
}

function laneLine({ task, since, step }: Lane): string {
  const time = clockTime(performance.now() - since)
  const detail = step === null ? '' : `  ${step.detail}`
  return `  ${task.lane}  ${task.title}  ${fraction(step)}${time}${detail}`
}

function fraction(step: Step | null): string {
  const total = step?.total ?? null
  return total === null ? '' : `${step?.done ?? 0}/${total}  `
}

/** `00:41`. */
function clockTime(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000)
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60]
  return `${String(minutes).padStart(2, '0')}:${String(rest).padStart(2, '0')}`
}
