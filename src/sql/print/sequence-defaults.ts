import type { SequenceParameters } from '../../catalogue/sequence.ts'

/** What `create sequence` takes where nothing is said, given the type and the direction. */
export function defaultParameters({
  type,
  increment,
  ...given
}: SequenceParameters): SequenceParameters {
  const [lowest, highest] = bounds[type] ?? ['', '']
  const down = increment.startsWith('-')
  return {
    type,
    increment: '1',
    minimum: down ? lowest : '1',
    maximum: down ? '-1' : highest,
    // A sequence starts at its own end, which may be another than the usual one.
    start: down ? given.maximum : given.minimum,
    cache: '1',
    cycle: false,
  }
}

const bounds: Readonly<Record<string, readonly [string, string]>> = {
  smallint: ['-32768', '32767'],
  integer: ['-2147483648', '2147483647'],
  bigint: ['-9223372036854775808', '9223372036854775807'],
}
