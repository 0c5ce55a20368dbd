import { generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Configuration } from 'oidc-provider'
import type { Visit, Visitor } from './visitor.js'

export interface ProviderPerson {
  /** Never changes, whatever the address does. */
  subject: string
  email?: string
  /** Whether the provider has checked the address. */
  checked?: boolean
}

export const publicUrl = 'http://throughline.example.org'
const client = { id: 'throughline', secret: 'a-secret-of-the-client' }

/** A provider of single sign-on, as organisations run one; whoever comes is taken for the person that is set. */
export class OidcTestProvider {
  /** Who sits at the browser; null is somebody who does not want to. */
  person: ProviderPerson | null = null
  private readonly people = new Map<string, ProviderPerson>()

  private constructor(
    private readonly server: Server,
    readonly issuer: string,
  ) {}

  /** @param more settings, to make it behave otherwise */
  static async start(more: Configuration = {}, port = 0): Promise<OidcTestProvider> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    const { port: own } = server.address() as AddressInfo
    const started = new OidcTestProvider(server, `http://127.0.0.1:${own}`)
    const provider = new Provider(started.issuer, { ...started.configuration(), ...more })
    const answer = provider.callback()
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (!request.url?.startsWith('/interaction/')) void answer(request, response)
      else started.finish(provider, request, response)
    })
    return started
  }

  /** The settings by which the service knows it. */
  get settings(): Record<string, string> {
    return {
      ...{ OIDC_ISSUER: this.issuer, OIDC_CLIENT_ID: client.id, OIDC_CLIENT_SECRET: client.secret },
      PUBLIC_URL: publicUrl,
    }
  }

  /** Where the browser comes back to after it was sent to the provider: the callback with what the provider says. */
  async answerTo(address: string): Promise<string> {
    const cookies = new Map<string, string>()
    let at = address
    for (let hops = 0; !at.startsWith(publicUrl); hops += 1) {
      if (hops > 10) throw new Error(`The provider leads in a circle: ${at}`)
      const Cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const response = await fetch(at, { redirect: 'manual', headers: { Cookie } })
      for (const cookie of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(cookie) ?? []
        cookies.set(name, value)
      }
      const to = response.headers.get('Location')
      if (!to) throw new Error(`The provider stays at ${at}: ${response.status} ${await response.text()}`)
      at = new URL(to, at).href
    }
    return at.slice(publicUrl.length)
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private configuration(): Configuration {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    return {
      clients: [
        {
          ...{ client_id: client.id, client_secret: client.secret },
          redirect_uris: [`${publicUrl}/sign-in/single-sign-on/callback`],
        },
      ],
      jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig' }] },
      cookies: { keys: ['a key for the tests'] },
      claims: { openid: ['sub'], email: ['email', 'email_verified'] },
      scopes: ['openid', 'email', 'profile'],
      pkce: { required: () => true },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
      findAccount: (_, accountId) => {
        const { email, checked = true } = this.people.get(accountId) ?? {}
        const known = email === undefined ? {} : { email, email_verified: checked }
        return { accountId, claims: () => ({ sub: accountId, ...known }) }
      },
      // Everybody agrees that the service may know who they are.
      loadExistingGrant: async ({ oidc }) => {
        const grant = new oidc.provider.Grant({
          accountId: oidc.session?.accountId ?? '',
          clientId: oidc.client?.clientId ?? '',
        })
        grant.addOIDCScope('openid email profile')
        await grant.save()
        return grant
      },
    }
  }

  private finish(provider: Provider, request: IncomingMessage, response: ServerResponse): void {
    const { person } = this
    if (person) this.people.set(person.subject, person)
    const result = person
      ? { login: { accountId: person.subject } }
      : { error: 'access_denied', error_description: 'They would not' }
    void provider.interactionFinished(request, response, result)
  }
}

/** Signs in as a person does: by the button, at the provider, and back. */
export async function signOn(visitor: Visitor, provider: OidcTestProvider, next?: string): Promise<Visit> {
  const page = await visitor.get(
    next === undefined ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`,
  )
  const button = [...page.document.querySelectorAll('main a')].find(
    ({ textContent }) => textContent.trim() === 'Sign in through your organisation',
  )
  const response = await visitor.fetch(button?.getAttribute('href') ?? '')
  return visitor.get(await provider.answerTo(response.headers.get('Location') ?? ''))
}
