/**
 * As `Promise.all`, but waits for all of them before it throws the first error: what is still at work
 * would go on behind the back of whoever takes care of that error.
 */
export async function allSettled<Results extends readonly unknown[]>(
  promises: readonly [...{ [At in keyof Results]: Promise<Results[At]> }],
): Promise<Results> {
  await Promise.allSettled(promises)
  return await Promise.all(promises)
}
