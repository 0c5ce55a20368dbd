/** Somebody at a browser: signs in by the form as anyone does, and keeps the cookie. */

const email = 'bench@example.org'
const password = 'granite-meadow-lantern-73'

/** The settings of a service that this person can sign in to. */
export const firstAccount = { ADMIN_EMAIL: email, ADMIN_PASSWORD: password }

/** The headers that show a page of the service to somebody who is signed in. */
export async function signIn(url) {
  const form = await fetch(`${url}/sign-in`)
  const token = /name="_csrf" value="([^"]+)"/u.exec(await form.text())?.[1] ?? ''
  const answer = await fetch(`${url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Cookie: cookiesOf(form) },
    body: new URLSearchParams({ _csrf: token, email, password }),
  })
  if (answer.status !== 303) throw new Error(`Signing in answered ${answer.status}.`)
  return { Cookie: cookiesOf(answer) }
}

const cookiesOf = (response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
