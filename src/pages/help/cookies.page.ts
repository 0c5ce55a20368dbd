import { absoluteLimit, idleLimit } from '../../accounts/session-store.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { paths } from '../paths.js'

interface CookiesPage {
  cookies: { name: string; purpose: string; ends: string }[]
}

const cookiesPage = pageOf<CookiesPage>('help/cookies')
const hour = 60 * 60_000

/** @param https whether people reach the service over https: the cookies are then kept to this very address */
export function showCookies(https: boolean): PageAnswer {
  const named = (name: string) => (https ? `__Host-${name}` : name)
  const [idle, absolute] = [idleLimit / hour, absoluteLimit / hour]
  return cookiesPage(
    {
      ...{ title: 'Cookies', section: 'help' },
      breadcrumbs: [{ text: 'Help', href: paths.help() }],
    },
    {
      cookies: [
        {
          name: named('throughline'),
          purpose:
            'Keeps you signed in from page to page, and shows that a form was sent from one of our pages.',
          ends: `After ${absolute} hours, or when you sign out. Left alone for ${idle === 1 ? 'an hour' : `${idle} hours`}, it no longer opens anything.`,
        },
        {
          name: named('throughline-browser'),
          purpose:
            'Tells us that you have signed in with this browser before, so that somebody who guesses at your password elsewhere does not shut you out. It opens nothing by itself.',
          ends: 'After a year.',
        },
      ],
    },
  )
}
