import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { cliFile, lightFlags } from './test-application.ts'

/** A process of the built command line that is there to be killed. */
export class Victim {
  readonly #child: ChildProcess
  readonly #ended: Promise<unknown>
  readonly #toldAt: number[] = []
  #said = ''

  private constructor(child: ChildProcess) {
    this.#child = child
    this.#ended = once(child, 'close')
    if (child.stderr === null) throw new Error('the process has no stderr')
    createInterface(child.stderr).on('line', (line) => {
      this.#said += `${line}\n`
      if (line.includes('  done  ')) this.#toldAt.push(performance.now())
    })
    onTestFinished(() => this.kill())
  }

  /** Starts `elenchus up` in the folder of an application. */
  static startUp(folder: string): Victim {
    const stdio = ['ignore', 'ignore', 'pipe'] as const
    return new Victim(
      spawn(process.execPath, [...lightFlags, cliFile, 'up'], { cwd: folder, stdio: [...stdio] }),
    )
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  /** Whether it ended by itself, and not well: it asks whether an interrupted statement was done. */
  get hasFailed(): boolean {
    return this.#child.exitCode !== null && this.#child.exitCode !== 0
  }

  /** When it told of each migration that is done, by the clock of `performance`. */
  get toldAt(): readonly number[] {
    return this.#toldAt
  }

  /** Ends it as nothing can be prepared for. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#ended
  }

  /** Waits until it has ended by itself, as it should. */
  async ended(): Promise<void> {
    await this.#ended
    if (this.#child.exitCode !== 0) throw this.failure()
  }

  /** What it said before it failed. */
  failure(): Error {
    return new Error(`it failed: ${this.#said}`)
  }
}
