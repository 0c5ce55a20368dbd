import { cpus, platform, totalmem } from 'node:os'

/** What it was measured on. */
export function machine() {
  const cores = cpus()
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`
  return `${cores[0]?.model.trim() ?? 'unknown processor'}, ${cores.length} cores, ${memory}, ${platform()}, Node ${process.versions.node}`
}
