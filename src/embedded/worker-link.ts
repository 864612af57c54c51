import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import type { FromWorker, ToWorker, WorkerOptions } from './worker-messages.ts'

/**
 * Megabytes. PostgreSQL stops recursion at max_stack_depth, which counts WASM's own stack; V8 needs
 * many times as much beside it, and more for functions that keep nothing on WASM's. With 500 kB
 * there, 4 MB were too few for four of fourteen kinds of recursion, 16 MB were enough for all, and
 * deeply nested JSON takes what it gets. Only what is used costs memory.
 */
const STACK_SIZE = 64

/** The thread of PostgreSQL ended without being told to. */
export class WorkerLost extends Error {
  override readonly name = 'WorkerLost'
  /** The last lines of PostgreSQL's log. */
  readonly log: readonly string[]

  constructor(message: string, log: readonly string[] = []) {
    super(message)
    this.log = log
  }
}

/** The way to a thread that PostgreSQL runs in. One call at a time. */
export class WorkerLink {
  /** Fulfilled when the thread has ended, for whatever reason: nobody has the data folder open. */
  readonly ended: Promise<void>
  readonly #worker: Worker
  #waiting: Waiting | null = null
  /** Why the thread is ending, as far as it is known. */
  #reason: WorkerLost | null = null
  #hasEnded = false

  private constructor(worker: Worker) {
    this.#worker = worker
    worker.on('message', (message: FromWorker) => this.#receive(message))
    worker.on('error', (error) => (this.#reason ??= new WorkerLost(String(error))))
    this.ended = new Promise((resolve) => {
      worker.on('exit', () => {
        this.#hasEnded = true
        this.#waiting?.reject(this.#lost())
        resolve()
      })
    })
  }

  /**
   * Starts the thread and PostgreSQL in it.
   *
   * @param file the program of the thread.
   * @throws WorkerLost when PostgreSQL does not start.
   */
  static async start(options: WorkerOptions, file: string = builtWorker()): Promise<WorkerLink> {
    const worker = new Worker(file, {
      workerData: options,
      resourceLimits: { stackSizeMb: STACK_SIZE },
    })
    const link = new WorkerLink(worker)
    await link.#wait()
    return link
  }

  /**
   * Sends messages of PostgreSQL's protocol, and returns those that answer them.
   *
   * @throws WorkerLost when the thread ends instead; it has ended then.
   */
  async exchange(request: Uint8Array<ArrayBuffer>): Promise<Buffer> {
    this.#post({ kind: 'exchange', request }, [request.buffer])
    const answer = await this.#wait()
    return answer.kind === 'answer' ? Buffer.concat(answer.chunks) : Buffer.alloc(0)
  }

  /** Shuts PostgreSQL down, so that the next start need not recover. */
  async close(): Promise<void> {
    this.#post({ kind: 'close' })
    await this.ended
  }

  /** Ends the thread at once, whatever it is doing. */
  async terminate(reason: WorkerLost): Promise<void> {
    this.#reason ??= reason
    await this.#worker.terminate()
  }

  #post(message: ToWorker, transfer: ArrayBuffer[] = []): void {
    if (!this.#hasEnded) this.#worker.postMessage(message, transfer)
  }

  #wait(): Promise<FromWorker> {
    return new Promise((resolve, reject) => {
      if (this.#hasEnded) reject(this.#lost())
      else this.#waiting = { resolve, reject }
    })
  }

  #receive(message: FromWorker): void {
    switch (message.kind) {
      case 'failed':
        // The thread ends itself: only then is the data folder free.
        this.#reason ??= new WorkerLost(message.message, message.log)
        return
      case 'ready':
      case 'answer':
        this.#waiting?.resolve(message)
        this.#waiting = null
    }
  }

  #lost(): WorkerLost {
    return this.#reason ?? new WorkerLost('Its thread ended.')
  }
}

interface Waiting {
  readonly resolve: (message: FromWorker) => void
  readonly reject: (reason: WorkerLost) => void
}

/** A thread cannot run TypeScript, so also the tests start the one that the build makes. */
function builtWorker(): string {
  return createRequire(import.meta.url).resolve('#embedded-worker')
}
