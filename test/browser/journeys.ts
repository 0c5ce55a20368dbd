import { paths } from '../../src/pages/paths.js'
import type { PersonName } from '../support/visitor.js'
import type { Walker } from './walker.js'

/** What somebody comes for, from signing in to the result. */
export interface Journey {
  who: PersonName | 'anyone'
  walk(walker: Walker, turn: number): Promise<void>
}

/** Each manner of walking updates actions of its own. */
const own = <T>(things: T[], turn: number): T => things[turn % things.length] as T

const see = (found: string, wanted: string) => {
  if (!found.includes(wanted)) throw new Error(`“${wanted}” is not on the page:\n${found}`)
}

async function updateAction(walker: Walker, ref: string, speaksFor?: string): Promise<void> {
  await walker.open(paths.action(ref))
  await walker.look('action')
  await walker.follow('Update this action')
  // Who speaks for an agency is asked for which.
  const named = (name: string) => (speaksFor === undefined ? name : `${name}-of-agency`)
  await walker.look(named('update'))
  await walker.press('Continue')
  see(await walker.words(), 'There is a problem')
  await walker.look(named('update-error'))
  await walker.choose('In progress')
  await walker.choose('Amber')
  await walker.type('What has happened', 'The first meeting was held.')
  if (speaksFor !== undefined) await walker.choose(speaksFor)
  await walker.press('Continue')
  see(await walker.words(), 'The first meeting was held.')
  await walker.look(named('update-check'))
  await walker.press('Record this update')
  see(await walker.words(), 'The first meeting was held.')
  await walker.look('action-updated')
  await walker.open(paths.actionHistory(ref))
  see(await walker.words(), 'Status moved from “Not started” to “In progress”')
  await walker.look('history')
}

const anyone: Journey = {
  who: 'anyone',
  async walk(walker) {
    await walker.open('/')
    await walker.look('sign-in')
    await walker.type('Email address', 'nobody@example.org')
    await walker.type('Password', 'not-a-password-of-anybody')
    await walker.press('Sign in')
    see(await walker.words(), 'There is a problem')
    await walker.look('sign-in-error')
    await walker.follow('I have forgotten my password')
    await walker.look('forgotten')
    for (const path of [paths.help(), paths.accessibility(), '/help/cookies', '/nowhere']) {
      await walker.open(path)
      await walker.look(path.replaceAll('/', '-').slice(1))
    }
  },
}

const office: Journey = {
  who: 'office',
  async walk(walker, turn) {
    await walker.signIn('office')
    see(await walker.words(), 'What needs attention')
    await walker.look('home')
    await walker.follow('Actions')
    await walker.look('actions')
    await walker.open(
      paths.actions({ plan: 'annual-report-2013', status: 'in_progress', lead: 'home-office' }),
    )
    await walker.look('actions-filtered')
    await walker.open(paths.actions({ dueBefore: '2013-02-31' }))
    await walker.look('actions-error')
    await updateAction(walker, own(['BRO12-S1', 'BRO12-S2', 'BRO12-S3', 'BRO12-S4', 'BRO12-S5'], turn))

    await walker.open(paths.actions({ plan: 'lcrb-strategy-2012' }))
    const [first, second] = own(
      [
        ['01', '02'],
        ['03', '04'],
        ['06', '07'],
        ['08', '09'],
        ['10', '11'],
      ],
      turn,
    )
    await walker.choose(`Select LCRB12-${first}`)
    await walker.choose(`Select LCRB12-${second}`)
    await walker.press('Change confidence')
    await walker.look('bulk')
    await walker.choose('Green')
    await walker.type('What has happened', 'Both were looked at together.')
    await walker.type('Reason for the change', 'Agreed at the board.')
    await walker.press('Continue')
    await walker.look('bulk-check')
    await walker.press('Update 2 actions')
    await walker.look('bulk-done')

    await walker.open(paths.newSavedView('status=in_progress'))
    await walker.look('saved-view')
    await walker.type('Name of the view', `Under way, seen ${turn}`)
    await walker.press('Save view')
    await walker.open(paths.savedViews())
    await walker.look('saved-views')

    await walker.open(paths.newReport())
    await walker.look('report-new')
    await walker.choose('Progress report to the Inter-Ministerial Group')
    await walker.type('Day', '31')
    await walker.type('Month', '12')
    await walker.type('Year', '2013')
    await walker.choose('Ministers')
    await walker.press('Make the report')
    await walker.waitFor('Read the report as a page')
    await walker.look('report')
    const report = new URL(walker.page.url()).pathname.split('/').at(-1) ?? ''
    await walker.follow('Decisions sought')
    await walker.press('Save')
    await walker.look('report-part-error')
    await walker.choose('No decision is sought')
    await walker.press('Save')
    await walker.look('report-part')
    await walker.open(paths.reportPart(report, 'left-out'))
    see(await walker.words(), 'Leave one out only with a reason')
    await walker.look('report-part-exceptions')
    await walker.open(paths.reports())
    await walker.look('reports')
  },
}

const owner: Journey = {
  who: 'health',
  async walk(walker, turn) {
    await walker.signIn('health')
    await walker.look('home')
    await walker.follow('Agencies')
    await walker.look('agencies')
    await walker.open(paths.agency('department-of-health'))
    await walker.look('agency')
    await updateAction(
      walker,
      own(['AR13-YH-01', 'AR13-YH-02', 'AR13-YH-03', 'AR13-YH-04', 'AR13-YH-06'], turn),
      'Department of Health',
    )
    await walker.open(paths.action('MER13-7.1'))
    see(await walker.words(), 'You cannot do this')
    await walker.look('not-allowed')
  },
}

const council: Journey = {
  who: 'council',
  async walk(walker, turn) {
    await walker.signIn('council')
    await walker.look('home')
    await walker.follow('Plans')
    await walker.look('plans')
    await walker.open(paths.plan('merton-2013'))
    await walker.look('plan')
    await walker.follow('Recommendations of the panel')
    await walker.look('recommendations')
    await walker.follow('Note a recommendation')
    await walker.press('Note the recommendation')
    await walker.look('recommendation-wrong')
    await updateAction(walker, own(['MER13-7.1', 'MER13-7.2', 'MER13-7.3', 'MER13-7.4', 'MER13-7.5'], turn))
    await walker.open(paths.newReport())
    await walker.look('committee-report-new')
    await walker.select('Plan of the council', 'merton-2013')
    await walker.type('Day', '4')
    await walker.type('Month', '7')
    await walker.type('Year', '2013')
    await walker.press('Make the report')
    await walker.waitFor('Read the report as a page')
    await walker.look('committee-report')
    await walker.follow('3 ALTERNATIVE OPTIONS')
    await walker.type('Text', `There is *no* other way, looked at ${turn} times.`)
    await walker.press('Save')
    see(await walker.words(), 'saved. Its pages are being printed anew.')
    await walker.look('committee-report-part')
  },
}

const reader: Journey = {
  who: 'reader',
  async walk(walker) {
    await walker.signIn('reader')
    await walker.look('home')
    for (const [name, path] of Object.entries({
      'actions-as-known-on': paths.actions({ asAt: '2013-12-31' }),
      'action-as-known-on': paths.action('AR13-PW-08', '2013-12-31'),
      'action-two-quotes': paths.action('AR13-CJ-01'),
      'plans-as-known-on': paths.plans('2013-12-31'),
      theme: paths.theme('annual-report-2013', 'PW'),
      priorities: paths.priorities(),
      reports: paths.reports(),
    })) {
      await walker.open(path)
      await walker.look(name)
    }
  },
}

const auditor: Journey = {
  who: 'auditor',
  async walk(walker) {
    await walker.signIn('auditor')
    await walker.look('home')
    await walker.open(paths.auditTrail({ kind: 'update.recorded' }))
    await walker.look('audit-trail')
    await walker.open(paths.auditLine(600))
    await walker.look('audit-line')
    await walker.open(paths.auditTrail())
    await walker.press('Check the whole trail now')
    see(await walker.words(), 'whole')
    await walker.look('audit-check')
  },
}

const administrator: Journey = {
  who: 'administrator',
  async walk(walker, turn) {
    await walker.signIn('administrator')
    await walker.look('home')
    await walker.follow('Administration')
    await walker.look('administration')
    await walker.open(paths.newAccount())
    await walker.look('account-new')
    await walker.type('Full name', `Nell Newcomer ${turn}`)
    await walker.type('Email address', `nell${turn}@example.org`)
    await walker.choose('Reader')
    await walker.press('Continue')
    await walker.look('account-check')
    await walker.press('Make the account and send the invitation')
    await walker.look('account')
    await walker.open(paths.accounts())
    await walker.look('accounts')
    await walker.open(paths.registeredAgencies())
    await walker.look('agencies-administration')
    await walker.open(paths.registeredAgency('metropolitan-police-service'))
    await walker.look('agency-administration')
    await walker.open(paths.registeredAgencyStep('redthread', 'merge'))
    await walker.look('merge')
    await walker.select('Which agency is it part of?', 'kings-college-hospital')
    await walker.type('Why are the two one agency?', 'Only to see what would change.')
    await walker.press('Continue')
    await walker.look('merge-check')
    await walker.open(paths.ownAccount())
    await walker.look('own-account')
    await walker.open('/account/codes/set-up')
    await walker.look('codes')
    await walker.open('/account/tokens/new')
    await walker.look('token-new')
    await walker.signOut()
    await walker.look('signed-out')
  },
}

export const journeys: Journey[] = [anyone, office, owner, council, reader, auditor, administrator]
