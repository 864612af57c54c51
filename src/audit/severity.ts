/**
 * How grave a finding is: an `error` breaks something or loses data, a `warning` will hurt, a `note`
 * is worth knowing.
 */
export type Severity = 'error' | 'warning' | 'note'

/** From the gravest on. */
export const severities: readonly Severity[] = ['error', 'warning', 'note']

/** Whether a severity is as grave as another one, or graver. */
export function isAtLeast(severity: Severity, bound: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(bound)
}
