import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** Where a connection breaks: on the way there, so that a message is lost, or on the way back. */
export type CutSide = 'request' | 'answer'

/** Which message is the last: the so-and-so-many-th that the client sends, or its answer. */
export interface Cut {
  readonly after: number
  readonly side: CutSide
}

/** A TCP proxy on loopback that can break connections. */
export interface Proxy {
  /** The address of a database as it is reached through the proxy. */
  through(url: string): string
  /** What clients have sent since it was asked for last, in messages. */
  messages(): number
  /** From now on, cuts all connections at a message, once. */
  cut(where: Cut): void
  /** Whether a cut has happened since. */
  hasCut(): boolean
}

interface State {
  messages: number
  cut: Cut | null
  hasCut: boolean
  readonly sockets: Set<Socket>
}

/** Starts a proxy to a port of this machine; it stops when the test ends. */
export async function startProxy(port: number): Promise<Proxy> {
  const state: State = { messages: 0, cut: null, hasCut: false, sockets: new Set() }
  const server = createServer((client) => relay(state, client, connect(port, '127.0.0.1')))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const own = (server.address() as AddressInfo).port
  onTestFinished(async () => {
    breakAll(state)
    server.close()
    await once(server, 'close')
  })
  return {
    through: (url) => url.replace(`:${port}/`, `:${own}/`),
    messages: () => {
      const { messages } = state
      state.messages = 0
      return messages
    },
    cut: (where) => {
      Object.assign(state, { messages: 0, cut: where, hasCut: false })
    },
    hasCut: () => state.hasCut,
  }
}

function relay(state: State, client: Socket, server: Socket): void {
  for (const socket of [client, server]) {
    state.sockets.add(socket)
    socket.setNoDelay(true)
    socket.on('error', () => undefined)
    socket.on('close', () => {
      state.sockets.delete(socket)
      client.destroy()
      server.destroy()
    })
  }
  client.on('data', (chunk) => {
    state.messages += 1
    if (isDue(state, 'request')) breakAll(state)
    else server.write(chunk)
  })
  server.on('data', (chunk) => {
    if (isDue(state, 'answer')) breakAll(state)
    else client.write(chunk)
  })
}

function isDue({ cut, messages }: State, side: CutSide): boolean {
  return cut !== null && cut.side === side && messages >= cut.after
}

function breakAll(state: State): void {
  state.hasCut = true
  state.cut = null
  for (const socket of state.sockets) socket.resetAndDestroy()
}
