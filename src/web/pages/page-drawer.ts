import { Injectable } from '@nestjs/common'
import Handlebars from 'handlebars'
import { inWords } from '../../clock/dates.js'
import { Illustrative } from '../../config/illustrative.js'
import type { ActorRequest } from '../actor.js'
import { csrfTokenOf } from '../csrf.js'
import { Assets } from './assets.js'
import type { PageFacts, PageFrame } from './frame.js'
import { navigationFor } from './navigation.js'
import type { PageAnswer } from './page.js'
import { Templates } from './templates.js'

const serviceName = 'Throughline'

/** Draws pages: the handler's model, in the frame that every page has. */
@Injectable()
export class PageDrawer {
  constructor(
    private readonly templates: Templates,
    private readonly assets: Assets,
    private readonly illustrative: Illustrative,
  ) {}

  /** The HTML of a page for the browser that asked. */
  draw(request: ActorRequest, { template, facts, model }: PageAnswer): string {
    return this.templates.render(template, { ...model, frame: this.frame(request, facts) })
  }

  private frame(request: ActorRequest, facts: PageFacts): PageFrame {
    const visitor = facts.visitor ?? null
    const actor = visitor === null ? request.actor : undefined
    const session = sessionOf(request)
    const errors = facts.errors ?? []
    const { stylesheet, script, icon } = this.assets
    return {
      title: `${errors.length > 0 ? 'Error: ' : ''}${facts.title} – ${serviceName}`,
      assets: { stylesheet, script, icon },
      person: actor ? { name: actor.name, roles: actor.rolesInWords } : null,
      visitor,
      navigation: navigationFor(actor, facts.section),
      breadcrumbs: facts.breadcrumbs ?? [],
      backLink: facts.backLink ?? null,
      csrfToken: session && (actor || facts.form) ? csrfTokenOf(request) : null,
      notification: takeNotification(session),
      errors,
      asKnownOn: asKnownOn(request, facts.asAt),
      marking: 'OFFICIAL',
      illustrative: this.illustrative.notice,
      wide: facts.wide ?? false,
    }
  }
}

type BrowserSession = ActorRequest['session']

/** A request with a token has no session. */
function sessionOf({ session }: { session?: BrowserSession }): BrowserSession | undefined {
  return session
}

/** What the last form said, once. */
function takeNotification(session: BrowserSession | undefined): PageFrame['notification'] {
  const notification = session?.notification
  if (!session || notification === undefined) return null
  delete session.notification
  return typeof notification === 'string' ? notification : new Handlebars.SafeString(notification.markup)
}

function asKnownOn(request: ActorRequest, asAt: string | undefined): PageFrame['asKnownOn'] {
  if (asAt === undefined) return null
  const now = new URL(request.originalUrl, 'http://localhost')
  now.searchParams.delete('asAt')
  const day = asAt.slice(0, 10)
  const time = asAt.length > 10 ? ` (${asAt})` : ''
  return { day, words: inWords(day) + time, nowHref: now.pathname + now.search }
}
