/** Load on an HTTP address from ten connections. Every answer must be good, or the figure is worth nothing. */
import autocannon from 'autocannon'
import { headers as withToken } from './service.mjs'

/** Requests a second that the addresses, taken in turn, answer to ten connections. */
export async function requestsPerSecond(urls, seconds = 2, headers = withToken) {
  const list = [urls].flat()
  const { origin } = new URL(list[0])
  const requests = list.map((url) => ({ method: 'GET', path: url.slice(origin.length), headers }))
  const result = await autocannon({ url: origin, connections: 10, duration: seconds, requests })
  if (result.errors > 0 || result.non2xx > 0 || result.requests.total === 0) {
    throw new Error(`${list[0]}: ${result.errors} errors, ${result.non2xx} refusals`)
  }
  return result.requests.total / result.duration
}
