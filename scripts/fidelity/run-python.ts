import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { startPython, type PythonCall } from './python-environment.ts'

/** The mark that our own programs put before an answer; the project's own output has none. */
const MARK = '\u001e'

/** Python ended with an error; `lastLine` is what it said last, as a rule the exception. */
export class PythonFailed extends Error {
  readonly lastLine: string

  constructor(call: PythonCall, output: string) {
    super(`${call.words.join(' ')} in ${call.folder} failed:\n${output}`)
    this.lastLine = output.trim().split('\n').at(-1) ?? ''
  }
}

/** Runs Python to its end and gives what it printed. */
export async function runPython(call: PythonCall): Promise<string> {
  const child = startPython(call)
  child.stdin?.end()
  const printed = collect(child.stdout)
  const complained = collect(child.stderr)
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new PythonFailed(call, complained())
  return printed()
}

/** Runs Python and calls back for every answer; the program goes on when the call has ended. */
export async function conversePython(
  call: PythonCall,
  onAnswer: (answer: unknown) => Promise<void>,
): Promise<void> {
  const child = startPython(call)
  const { stdin, stdout } = child
  if (stdin === null || stdout === null) throw new Error('Python has no pipes')
  const complained = collect(child.stderr)
  const closed = once(child, 'close') as Promise<[number | null]>
  // It may end while it is being written to; how it ended is told by its exit code.
  stdin.on('error', () => undefined)
  for await (const line of createInterface({ input: stdout })) {
    if (!line.startsWith(MARK)) continue
    await onAnswer(JSON.parse(line.slice(MARK.length)))
    stdin.write('\n')
  }
  const [code] = await closed
  if (code !== 0) throw new PythonFailed(call, complained())
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = ''
  stream?.on('data', (chunk: Buffer) => {
    text += chunk.toString()
  })
  return () => text
}
