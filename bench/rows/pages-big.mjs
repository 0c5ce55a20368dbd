/**
 * The first byte of the slowest page with 10,000 actions and 100,000 updates. Every kind of page that reads many actions
 * is asked for in turn by one person, warm, and the slowest is told with what the same page takes with the seed.
 */
import { performance } from 'node:perf_hooks'
import { median } from '../tools/pairs.mjs'
import { bigRegister, seedRegister } from '../tools/registers.mjs'
import { startService } from '../tools/service.mjs'
import { firstAccount, signIn } from '../tools/visitor.mjs'

const paths = [
  ...['/', '/plans', '/agencies', '/priorities', '/administration/audit-trail', '/reports'],
  ...[
    '/actions',
    '/actions?sort=due',
    '/actions?timeliness=overdue',
    '/actions?flag=no-lead',
    '/actions?q=police',
  ],
  ...['/agencies/home-office', '/agencies/metropolitan-police-service', '/?asAt=2013-12-31'],
]
const rounds = 5

export default async function measureBigPages() {
  const big = await startService(await bigRegister(), firstAccount)
  const seed = await startService(await seedRegister(), firstAccount)
  try {
    const times = { big: await firstBytes(big), seed: await firstBytes(seed) }
    const slowest = paths.reduce((one, other) => (times.big[one] >= times.big[other] ? one : other))
    return {
      what: `first byte of the slowest page (\`${slowest}\`) with 10,000 actions and 100,000 updates`,
      against: 'itself with the seed, times slower',
      ours: `${times.big[slowest].toFixed(0)} ms`,
      theirs: `${times.seed[slowest].toFixed(0)} ms`,
      ratio: times.big[slowest] / times.seed[slowest],
    }
  } finally {
    await big.stop()
    await seed.stop()
  }
}

/** The median of the milliseconds to the first byte, by path. */
async function firstBytes({ url }) {
  const headers = await signIn(url)
  const times = {}
  for (const path of paths) {
    const taken = []
    for (let round = 0; round <= rounds; round += 1) taken.push(await firstByte(url + path, headers))
    // The first is the one that warms.
    times[path] = median(taken.slice(1))
  }
  return times
}

async function firstByte(url, headers) {
  const began = performance.now()
  const response = await fetch(url, { headers })
  const reader = response.body.getReader()
  await reader.read()
  const took = performance.now() - began
  while (!(await reader.read()).done);
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}.`)
  return took
}
