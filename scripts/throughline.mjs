#!/usr/bin/env node
/**
 * The one door to the project: sets up what is missing, then runs what was asked for.
 *
 *   node scripts/throughline.mjs start | report ... | verify ... | build | test ... | check | bench ...
 */
import { readFileSync } from 'node:fs'
import { fits } from './setup/node-version.mjs'

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

if (fits(process.versions.node, engines.node)) {
  // Loaded only now: an older Node would stumble over what these files import, and say so in its own words.
  const { main } = await import('./setup/commands.mjs')
  process.exitCode = await main(process.argv.slice(2))
} else {
  console.error(
    `Throughline needs Node.js ${engines.node} and this is ${process.versions.node}: ` +
      'install a newer one from nodejs.org or with your version manager, and run it again.',
  )
  process.exitCode = 1
}
