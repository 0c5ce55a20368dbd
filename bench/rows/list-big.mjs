/**
 * `GET /actions` with 10,000 actions and 100,000 updates, against the service itself with the seed.
 *
 * Fair, because both are the same service on pages of 50 actions with words of the same make. Asked for is the first page
 * and, so that no page is favoured, three from all over the register in the same turns as the seed's own three. The
 * second row sorts the whole register, which no database does for nothing: it has no reach and is there to be seen.
 */
import { requestsPerSecond } from '../tools/load.mjs'
import { inPairs } from '../tools/pairs.mjs'
import { bigRegister, seedRegister } from '../tools/registers.mjs'
import { startService } from '../tools/service.mjs'

export default async function listBig() {
  const big = await startService(await bigRegister())
  const seed = await startService(await seedRegister())
  try {
    return [
      { ...(await compare(big, seed, [1, 60, 120, 180], [1, 2, 3, 1], '')), atMost: 1.5 },
      await compare(big, seed, [1], [1], '&sort=due'),
    ]
  } finally {
    await big.stop()
    await seed.stop()
  }
}

async function compare(big, seed, bigPages, seedPages, more) {
  const urls = ({ url }, pages) => pages.map((page) => `${url}/api/v1/actions?page=${page}${more}`)
  const { ours, theirs, ratio } = await inPairs(
    7,
    () => requestsPerSecond(urls(big, bigPages)),
    () => requestsPerSecond(urls(seed, seedPages)),
  )
  return {
    what: `\`GET /actions${more.replace('&', '?')}\` with 10,000 actions and 100,000 updates`,
    against: 'itself with the seed, times slower',
    ours: `${ours.toFixed(0)} requests/s`,
    theirs: `${theirs.toFixed(0)} requests/s`,
    ratio: 1 / ratio,
  }
}
