/**
 * As `Promise.all`, but waits for all of them before it throws the first error: what is still at work
 * would go on behind the back of whoever takes care of that error.
 */
export async function allSettled<const Promises extends readonly Promise<unknown>[]>(
  promises: Promises,
): Promise<{ -readonly [At in keyof Promises]: Awaited<Promises[At]> }> {
  await Promise.allSettled(promises)
  return Promise.all(promises)
}
