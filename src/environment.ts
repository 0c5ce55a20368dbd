import { existsSync } from 'node:fs'

/** Reads `.env` where there is one; what the environment says already goes before it. */
export function readDotEnv(): void {
  if (existsSync('.env')) process.loadEnvFile('.env')
}
