/** `1 table`, `2 tables`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** A duration as people read it: `41 ms`, `2.4 s`, `3 min 05 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`
  const seconds = milliseconds / 1000
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  const minutes = Math.floor(seconds / 60)
  return `${minutes} min ${String(Math.floor(seconds % 60)).padStart(2, '0')} s`
}

/** `15.18` for 150018. */
export function serverVersion(number: number): string {
  return `${Math.floor(number / 10_000)}.${number % 10_000}`
}

/** Bytes as PostgreSQL's own `pg_size_pretty` counts them: `8 kB`, `1.4 GB`, by powers of 1024. */
export function byteSize(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const
  let [size, at] = [bytes, 0]
  while (size >= 1024 && at < units.length - 1) [size, at] = [size / 1024, at + 1]
  const digits = at === 0 || size >= 10 ? 0 : 1
  return `${size.toFixed(digits).replace(/\.0$/, '')} ${units[at] ?? ''}`
}
