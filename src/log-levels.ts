import type { LogLevel } from '@nestjs/common'

const levels: LogLevel[] = ['error', 'warn', 'log', 'debug', 'verbose']

/** Every level up to the one that is set. Nest's own start-up lines count as debug, so `log` stays quiet. */
export function logLevels(level: LogLevel): LogLevel[] {
  const upTo = levels.slice(0, levels.indexOf(level) + 1)
  return level === 'log' ? ['error', 'warn'] : upTo
}
