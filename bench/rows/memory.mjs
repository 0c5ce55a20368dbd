/**
 * What the service holds in memory without the browser, with 10,000 actions, after some load: lists, every kind of
 * filter, the two that must look at every action, searches, one action and its history, and some updates. The browser is
 * a process of its own and is not started here. The figure held against the reach is the most that it ever held.
 */
import { memoryOf } from '../tools/memory.mjs'
import { bigRegister } from '../tools/registers.mjs'
import { startService } from '../tools/service.mjs'

const paths = [
  ...[
    '/actions',
    '/actions?page=120',
    '/actions?pageSize=200',
    '/actions?sort=due',
    '/actions?sort=-updated',
  ],
  ...[
    '/actions?status=in_progress',
    '/actions?lead=home-office',
    '/actions?plan=borough-7-2017',
    '/actions?q=school',
  ],
  ...['/actions?timeliness=overdue', '/actions?flag=no-lead', '/actions?asAt=2018-06-30', '/actions/B03-120'],
  ...['/actions/B11-012', '/actions/B03-120/history', '/plans', '/agencies', '/health'],
]
const rounds = 20
const atOnce = 5

export default async function memory() {
  const service = await startService(await bigRegister())
  try {
    const asked = Array.from({ length: rounds }, () => paths).flat()
    const next = async () => {
      for (let path = asked.pop(); path; path = asked.pop()) await service.get(path)
    }
    await Promise.all(Array.from({ length: atOnce }, next))
    const { now, peak } = memoryOf(service.pid)
    return {
      what: `memory with 10,000 actions, without the browser, after ${rounds * paths.length} requests`,
      ours: `${peak.toFixed(0)} MB at most, ${now.toFixed(0)} MB after`,
      ...{ value: peak, atMost: 250, unit: ' MB' },
    }
  } finally {
    await service.stop()
  }
}
