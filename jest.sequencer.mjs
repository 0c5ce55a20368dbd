import Sequencer from '@jest/test-sequencer'

/** Folders whose tests take longest, longest first. */
const long = [
  'test/browser/',
  'test/reports/',
  'test/security/',
  'test/accounts/',
  'test/database/',
  'test/pages/',
  'test/',
]

/**
 * The long ones first: where nothing is known of earlier runs, Jest would go by the size of the files, and the whole run
 * would wait for a short file with a long story.
 */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const found = long.findIndex((folder) => path.includes(`/${folder}`))
      return found === -1 ? long.length : found
    }
    return super.sort(tests).toSorted((one, other) => rank(one) - rank(other))
  }
}
