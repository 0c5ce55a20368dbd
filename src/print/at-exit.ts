const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
type Signal = (typeof signals)[number]

const tidiers = new Set<() => void>()

/**
 * Has something tidied away when this process ends, whether by itself, by an uncaught error or by a signal. What the
 * tidier does must be synchronous: nothing else runs by then.
 *
 * @returns takes the tidier back, for when its work was done in the ordinary way
 */
export function atExit(tidy: () => void): () => void {
  if (tidiers.size === 0) listen()
  tidiers.add(tidy)
  return () => {
    if (tidiers.delete(tidy) && tidiers.size === 0) unlisten()
  }
}

function listen(): void {
  process.on('exit', tidyAll)
  for (const signal of signals) process.on(signal, onSignal)
}

function unlisten(): void {
  process.off('exit', tidyAll)
  for (const signal of signals) process.off(signal, onSignal)
}

function tidyAll(): void {
  for (const tidy of tidiers) tidy()
  tidiers.clear()
  unlisten()
}

/**
 * Without a listener a signal ends the process with no word to anyone, so there must be one. Where others listen, such
 * as Nest's shutdown hooks, it is theirs to end the process in good order; alone, this tidies and lets the signal act.
 */
function onSignal(signal: Signal): void {
  if (process.listenerCount(signal) > 1) return
  tidyAll()
  process.kill(process.pid, signal)
}
