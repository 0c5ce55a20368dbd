import type { SafeString } from 'handlebars'
import type { PageFacts } from './frame.js'

/** A page that a handler answers with; the house draws it. */
export class PageAnswer<Model extends object = object> {
  constructor(
    readonly template: string,
    readonly facts: PageFacts,
    readonly model: Model,
  ) {}
}

/** Another address that a handler sends the browser to, after a form was taken. */
export class RedirectAnswer {
  constructor(
    readonly path: string,
    readonly notification: string | SafeString | null,
  ) {}
}

/**
 * The contract of a page: which template it is drawn with and what that template is given. A presenter's file says it
 * once, and no handler can give the template anything else:
 *
 *     export const planPage = pageOf<PlanPage>('plans/plan')
 *     return planPage({ title: plan.title, section: 'plans' }, presentPlan(plan))
 */
export function pageOf<Model extends object>(
  template: string,
): (facts: PageFacts, model: Model) => PageAnswer<Model> {
  return (facts, model) => new PageAnswer(template, facts, model)
}

/**
 * Sends the browser on, so that to reload does not send the form again (post, redirect, get).
 *
 * @param path an address of this service, from its root
 * @param notification what has just succeeded, shown once on the next page
 */
export function redirectTo(path: string, notification: string | SafeString | null = null): RedirectAnswer {
  return new RedirectAnswer(path, notification)
}
