import { askChild, compiled } from '../child-task.js'
import { makeAccessible } from './accessible.js'

const file = new URL('./finish.child.js', import.meta.url)

/** From this many bytes on, finishing would keep the thread that answers requests for longer than a blink. */
const long = 4_000_000

/** Does what `makeAccessible` does, for a long report in a process of its own. @throws Error with why it failed */
export async function makeAccessibleApart(bytes: Buffer): Promise<Buffer> {
  if (!compiled || bytes.length < long) return makeAccessible(bytes)
  return Buffer.from(await askChild<Uint8Array>(file, bytes))
}
