import { UserError } from '../kernel/user-error.ts'

/** The error that a promise ends with; a promise that keeps its word is a failed test. */
export async function failureOf(promise: Promise<unknown>): Promise<UserError> {
  try {
    await promise
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error('no UserError was thrown')
}
