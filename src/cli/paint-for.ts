import picocolors from 'picocolors'
import type { Paint } from '../report/paint.ts'

/** Colours for a stream: only on a terminal, and never against `NO_COLOR`. */
export function paintFor(stream: { readonly isTTY?: boolean }): Paint {
  const colours = picocolors.createColors(stream.isTTY === true && picocolors.isColorSupported)
  return {
    bold: colours.bold,
    dim: colours.dim,
    good: colours.green,
    bad: colours.red,
    warn: colours.yellow,
  }
}
