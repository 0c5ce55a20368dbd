import { browserReady, setUpBrowser } from './browser.mjs'
import { buildReady, setUpBuild } from './build.mjs'
import { packagesReady, setUpPackages } from './packages.mjs'
import { inTurn } from './turn.mjs'

/**
 * Makes everything that a command needs: packages, a browser for printing, the built service. What is done is skipped.
 *
 * @returns variables for the command's environment
 * @throws Missing when something cannot be had, with the sentence to print
 */
export async function setUp() {
  if (packagesReady() && browserReady() && buildReady()) return {}
  return inTurn(async () => {
    await setUpPackages()
    const env = await setUpBrowser()
    await setUpBuild()
    return env
  })
}
