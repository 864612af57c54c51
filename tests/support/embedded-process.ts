import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { lightFlags } from './test-application.ts'

/** What such a process says about itself. */
export type ChildEvent =
  | { readonly kind: 'open'; readonly pid: number }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  | { readonly kind: 'wrote'; readonly number: number }

/** What such a process does once the database is open. */
export type ChildTask = 'hold' | 'write' | 'exit'

/** Which database it opens, and how long it waits for it. */
export interface ChildOptions {
  readonly folder: string
  readonly cache: string
  readonly wait: number
}

/** A process of its own that opens an embedded database. It is killed when the test ends. */
export class EmbeddedProcess {
  readonly events: ChildEvent[] = []
  readonly #child: ChildProcess
  readonly #ended: Promise<unknown>

  constructor(task: ChildTask, { folder, cache, wait }: ChildOptions) {
    const program = join(import.meta.dirname, 'embedded-child.mjs')
    this.#child = spawn(
      process.execPath,
      [...lightFlags, program, task, folder, cache, String(wait)],
      {
        stdio: ['pipe', 'pipe', 'inherit'],
      },
    )
    this.#ended = once(this.#child, 'close')
    const output = this.#child.stdout
    if (output === null) throw new Error('the process has no output')
    createInterface(output).on('line', (line) => this.events.push(JSON.parse(line) as ChildEvent))
    onTestFinished(() => this.kill())
  }

  /** Waits for it to say something of a kind. */
  async said(kind: ChildEvent['kind'], times = 1): Promise<void> {
    while (this.events.filter((event) => event.kind === kind).length < times) {
      if (this.#child.exitCode !== null) throw new Error(`it ended: ${JSON.stringify(this.events)}`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }

  /** Ends it as a power failure would, as far as a process can feel one. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#ended
  }

  /** Waits until it has ended by itself. */
  async ended(): Promise<void> {
    await this.#ended
  }
}
