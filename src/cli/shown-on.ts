import { printable } from '../report/printable.ts'

/** What a stream gets of a text: a file gets it as it is, a terminal nothing that steers it. */
export function shownOn(stream: NodeJS.WriteStream, text: string): string {
  return stream.isTTY ? printable(text) : text
}
