/** Says something to whoever waits. On the error stream, so that what a command prints stays clean. */
export const say = (sentence) => console.error(sentence)

/** Says what is being done, does it, and says how long it took. */
export async function step(what, work) {
  const began = Date.now()
  say(`${what} ...`)
  const result = await work()
  say(`  done in ${Math.max(1, Math.round((Date.now() - began) / 1000))} s`)
  return result
}
