import { Injectable, Logger } from '@nestjs/common'
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientError,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  type IDToken,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  ResponseBodyError,
} from 'openid-client'
import { Settings } from '../config/settings.js'
import type { SignOnUnderWay } from './browser-session.js'

/** Whom the provider says it is. */
export interface Identity {
  /** Issuer and subject: what never changes. */
  subject: string
  /** The email address that the provider has checked; null when it has none. */
  email: string | null
}

/** The provider cannot be reached, or answers what nobody can use. */
export class ProviderDown extends Error {}

/** The provider, or the person there, did not agree; or the answer is not the one to this browser's question. */
export class SignOnRefused extends Error {}

/** What a provider says when it is its own fault. */
const outages = new Set(['server_error', 'temporarily_unavailable'])
/** How the library names an answer that does not belong to the question. */
const doubtful = new Set([
  ...['OAUTH_INVALID_RESPONSE', 'OAUTH_JWT_CLAIM_COMPARISON_FAILED', 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED'],
])

export const callbackPath = '/sign-in/single-sign-on/callback'
/** So many seconds are waited for the provider. */
const timeout = 10

/** Speaks OpenID Connect with the provider of the settings: authorization code with PKCE, state and nonce. */
@Injectable()
export class OidcProvider {
  private readonly logger = new Logger('SingleSignOn')
  private found: Promise<Configuration> | null = null

  constructor(private readonly settings: Settings) {}

  /** Whether single sign-on is set. */
  get isSet(): boolean {
    return this.settings.OIDC_ISSUER !== undefined
  }

  /**
   * Where the browser is sent, and what it must bring back.
   *
   * @throws ProviderDown
   */
  async begin(): Promise<{ href: string; underWay: SignOnUnderWay }> {
    const underWay = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
    const configuration = await this.configuration()
    const { href } = buildAuthorizationUrl(configuration, {
      redirect_uri: this.settings.publicUrl + callbackPath,
      scope: 'openid email profile',
      code_challenge: await calculatePKCECodeChallenge(underWay.verifier),
      code_challenge_method: 'S256',
      state: underWay.state,
      nonce: underWay.nonce,
    })
    return { href, underWay }
  }

  /**
   * Reads the answer that the browser has brought.
   *
   * @param query of the callback, from its question mark
   * @throws ProviderDown, SignOnRefused
   */
  async finish(query: string, { state, nonce, verifier }: SignOnUnderWay): Promise<Identity> {
    const configuration = await this.configuration()
    // Its own address as the setting has it: what a request says of its host can be anybody's.
    const address = new URL(this.settings.publicUrl + callbackPath + query)
    const checks = {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    }
    try {
      const tokens = await authorizationCodeGrant(configuration, address, checks)
      const claims = tokens.claims()
      if (!claims) throw new SignOnRefused('no identity was given')
      return identityOf(claims, await this.emailOf(configuration, tokens.access_token, claims))
    } catch (error) {
      throw this.meaningOf(error)
    }
  }

  /** In the identity where the provider puts it there, else asked for. */
  private async emailOf(
    configuration: Configuration,
    accessToken: string,
    claims: IDToken,
  ): Promise<Record<string, unknown>> {
    if (claims.email !== undefined || !configuration.serverMetadata().userinfo_endpoint) return claims
    return { ...(await fetchUserInfo(configuration, accessToken, claims.sub)) }
  }

  /** Asked once of a provider that answers; one that does not is asked again next time. */
  private async configuration(): Promise<Configuration> {
    this.found ??= this.discover()
    try {
      return await this.found
    } catch (error) {
      this.found = null
      throw this.down(error)
    }
  }

  private async discover(): Promise<Configuration> {
    const { OIDC_ISSUER = '', OIDC_CLIENT_ID = '', OIDC_CLIENT_SECRET } = this.settings
    // The settings take an address without encryption only on this machine.
    const unencrypted = OIDC_ISSUER.startsWith('http:') ? [allowInsecureRequests] : []
    return discovery(new URL(OIDC_ISSUER), OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, undefined, {
      execute: [...unencrypted, enableNonRepudiationChecks],
      timeout,
    })
  }

  private meaningOf(error: unknown): Error {
    if (error instanceof SignOnRefused || error instanceof ProviderDown) return error
    if (error instanceof AuthorizationResponseError && !outages.has(error.error)) {
      return new SignOnRefused(error.error)
    }
    if (error instanceof ResponseBodyError && error.error === 'invalid_grant') {
      return new SignOnRefused(error.error)
    }
    if (error instanceof ClientError && doubtful.has(error.code ?? ''))
      return new SignOnRefused(error.message)
    return this.down(error)
  }

  private down(error: unknown): ProviderDown {
    const reason = reasonsOf(error).join(': ')
    this.logger.error(`The provider of single sign-on does not answer as it should: ${reason}`)
    return new ProviderDown(reason)
  }
}

/** What is said of an error, and of what lies under it. */
function reasonsOf(error: unknown, deep = 0): string[] {
  if (typeof error !== 'object' || error === null || deep > 4) return []
  const { message, cause } = error as { message?: unknown; cause?: unknown }
  return [...(typeof message === 'string' && message !== '' ? [message] : []), ...reasonsOf(cause, deep + 1)]
}

/** An address that the provider has not checked could be anybody's. */
function identityOf(
  { iss, sub }: IDToken,
  { email, email_verified: checked }: Record<string, unknown>,
): Identity {
  const hasChecked = typeof email === 'string' && checked === true
  return { subject: `${iss} ${sub}`, email: hasChecked ? email.trim().toLowerCase() : null }
}
