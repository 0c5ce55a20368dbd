import { assetsReady, setUpAssets } from './assets.mjs'
import { browserReady, setUpBrowser } from './browser.mjs'
import { buildReady, setUpBuild } from './build.mjs'
import { packagesReady, setUpPackages } from './packages.mjs'
import { inTurn } from './turn.mjs'

/**
 * Makes everything that a command needs: packages, a browser for printing, the built service with
 * the stylesheet and the script of its pages. What is done is skipped.
 *
 * @returns variables for the command's environment
 * @throws Missing when something cannot be had, with the sentence to print
 */
export async function setUp() {
  if (packagesReady() && browserReady() && buildReady() && assetsReady()) return {}
  return inTurn(async () => {
    await setUpPackages()
    const env = await setUpBrowser()
    await setUpBuild()
    await setUpAssets()
    return env
  })
}
