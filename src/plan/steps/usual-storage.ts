/**
 * How values of a type are stored where nothing is said, for PostgreSQL before 16, which has no
 * `set storage default`: numbers of any length and addresses stay in the row as long as they can.
 */
export function usualStorage(type: string): 'main' | 'extended' {
  return /^(?:numeric|inet|cidr)\b(?!.*\[\])/.test(type) ? 'main' : 'extended'
}
