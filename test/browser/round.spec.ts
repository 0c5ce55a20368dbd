import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { byAccount } from '../../src/commissions/returns/answerer.js'
import { CommissionsService } from '../../src/commissions/commission/commissions.service.js'
import { AgencyContacts } from '../../src/commissions/messages/agency-contacts.js'
import { MessagesService } from '../../src/commissions/messages/messages.service.js'
import { noAnswer } from '../../src/commissions/returns/return-lines.js'
import { ReturnsService } from '../../src/commissions/returns/returns.service.js'
import { paths } from '../../src/pages/paths.js'
import { personOf } from '../support/account-people.js'
import { makeAccount } from '../support/accounts.js'
import { writtenMails } from '../support/mail.js'
import { seededAt, TestService } from '../support/service.js'
import { makePeople, password } from '../support/visitor.js'
import { TestBrowser } from './browser.js'
import { manners, Walker } from './walker.js'

const cabinet = 'cabinet-office'
const doctors = 'bromley-public-health'
const communities = 'department-for-communities-and-local-government'
const plans = [
  'Ending Gang and Youth Violence: Annual Report 2013',
  'A Multi-Agency Approach to Tackling Gangs in Bromley - Summary Report',
]
const names = ['Cabinet Office', 'Bromley Public Health', 'Department for Communities and Local Government']
/** A weekday after the deadline of the round that is planned here. */
const afterwards = '2017-02-06T09:00:00.000Z'

/**
 * A full round by people of three agencies, each at a machine of their own and in a manner of their own: one answers line by
 * line and has a colleague sign it off, one has nothing to report and comes by a mailed link, one is late and is chased.
 */
describe('a full round in a real browser', () => {
  let service: TestService
  let browser: TestBrowser
  /** What was found wrong on any page on the way. */
  const faults: string[] = []
  /** The line of which something is reported. */
  let pilot = ''

  beforeAll(async () => {
    service = await TestService.start('sqlite', { at: seededAt })
    await makePeople(service, ['office'])
    const owners = { cass: cabinet, colin: cabinet, clara: communities }
    for (const [name, agency] of Object.entries(owners)) {
      await makeAccount(service, `${name}@example.org`, { roles: [{ role: 'agency_owner', agency }] })
    }
    const office = await personOf(service, 'office')
    const contacts = service.app.get(AgencyContacts)
    const owner = (name: string) =>
      ({ rung: 'owner', name, email: `${name.toLowerCase()}@example.org` }) as const
    await contacts.set(office, cabinet, [owner('Cass')], true)
    await contacts.set(office, doctors, [owner('Dora')], false)
    await contacts.set(office, communities, [owner('Clara')], false)
    browser = await TestBrowser.start()
  })

  afterAll(async () => {
    await browser.stop()
    await service.stop()
  })

  /** Somebody at a browser of their own, from coming to leaving. */
  const at = async (
    who: string,
    mannerOf: string,
    walk: (walker: Walker) => Promise<void>,
  ): Promise<void> => {
    const manner = manners.find(({ name }) => name === mannerOf)
    if (!manner) throw new Error(`Nobody walks in the manner “${mannerOf}”.`)
    const walker = await Walker.start(browser, service.url, manner, who)
    try {
      if (who !== 'dora') await signIn(walker, `${who}@example.org`)
      await walk(walker)
    } finally {
      faults.push(...walker.faults)
      await walker.stop()
    }
  }
  const openReturn = async (walker: Walker, agency: string) => {
    await walker.follow('Returns')
    await walker.follow(agency)
  }
  /** The numbers of the one commission and of an agency's return in it. */
  const idsOf = async (agency: string): Promise<[commission: number, id: number]> => {
    const office = await personOf(service, 'office')
    const commissions = service.app.get(CommissionsService)
    const [commission] = await commissions.list(office)
    const { returns } = await commissions.round(office, commission?.id ?? 0)
    const found = returns.find((one) => one.agency.slug === agency)
    return [commission?.id ?? 0, found?.id ?? 0]
  }
  /** The programme office answers the line that somebody has open, on behalf of the agency. */
  const answerMeanwhile = async (walker: Walker, narrative: string) => {
    const [, , id, , ref = ''] = new URL(walker.page.url()).pathname.split('/')
    const office = byAccount(await personOf(service, 'office'))
    await service.app.get(ReturnsService).save(office, Number(id), ref, 0, { ...noAnswer, narrative })
  }
  const lettersTo = async (email: string) =>
    (await writtenMails(service)).filter(
      ({ raw }) => raw.includes(`To: ${email}`) || raw.includes(`<${email}>`),
    )

  it('is planned over two plans, and opened', async () => {
    await at('office', 'desktop', async (office) => {
      await office.follow('Commissions')
      await office.look('round-commissions')
      await office.open(paths.newCommission())
      await office.look('round-reporting-date')
      await typeDay(office, 21, 2, 2017)
      await office.press('Continue')
      await office.look('round-form')
      for (const plan of plans) await office.choose(plan)
      await unfold(office)
      for (const agency of names) await office.choose(agency)
      await office.type('Question', 'What shall the ministers decide?')
      await office.choose('Once, of the whole return')
      await office.press('Continue')
      see(await office.words(), 'Who will be asked')
      await office.look('round-check')
      await office.press('Plan and open it now')
      see(await office.words(), 'None of 3 agencies has answered.')
      await office.look('round-opened')
    })
    await service.app.get(MessagesService).daily()
    expect(faults).toEqual([])
  }, 60_000)

  it('is answered line by line, and signed off by a colleague', async () => {
    await at('cass', 'large-text', async (cass) => {
      see(await cass.words(), 'You are asked for 1 return')
      await cass.follow('Returns')
      await cass.look('returns')
      await cass.follow('Cabinet Office')
      see(await cass.words(), 'None of 2 lines answered')
      await cass.look('return')
      await cass.follow('Begin with')
      pilot = new URL(cass.page.url()).pathname.split('/').at(-1) ?? ''
      await cass.look('return-line')
      await cass.press('Save and next line')
      see(await cass.words(), 'Enter what has happened')
      await cass.look('return-line-error')
      await cass.type('Or say what has happened', 'The pilot began in two schools.')
      await cass.choose('In progress')
      await cass.choose('Amber')
      await cass.press('Save and next line')
      await cass.press('Nothing to report since then')
      see(await cass.words(), 'No other line waits for you.')
      await cass.follow('Hand lines to a colleague')
      await cass.press('Hand them over')
      await cass.look('return-hand-over')
      await cass.follow('Back to the return')
      await cass.follow('A question on the whole return')
      await cass.type('What shall the ministers decide? (optional)', 'Nothing for now.')
      await cass.look('return-questions')
      await cass.press('Save and back to the return')
      await cass.follow('Check and send')
      await cass.look('return-check')
      await cass.press('Send it on to be signed off')
      see(await cass.words(), 'Person of colin@example.org')
      await cass.look('return-sent-on')
    })
    await at('colin', 'keyboard', async (colin) => {
      await openReturn(colin, 'Cabinet Office')
      see(await colin.words(), 'The pilot began in two schools.')
      await colin.press('Sign off and send')
      see(await colin.words(), 'Return sent')
    })
    expect(faults).toEqual([])
  }, 60_000)

  it('is answered with nothing to report by a mailed link, without an account', async () => {
    const [letter] = await lettersTo('dora@example.org')
    const link = /https?:\/\/[^/\s]+(\/answer\/[\w-]+)/u.exec(letter?.mail.text ?? '')?.[1] ?? ''
    await at('dora', 'no-script', async (dora) => {
      await dora.open(link)
      see(
        await dora.page.$eval('header', (header) => header.innerText),
        'Answering as Dora for Bromley Public Health',
      )
      await dora.look('return-by-link')
      await dora.follow('Nothing to report on')
      await dora.look('return-nothing')
      await dora.press('Nothing to report on this line')
      await dora.follow('Check and send')
      await dora.look('return-by-link-check')
      await dora.press('Send the return')
      see(await dora.words(), 'Return sent')
      await dora.look('return-by-link-sent')
      await dora.follow('Read it as it was sent')
      await dora.look('return-as-sent')
      await dora.open('/answer/what-was-mistyped')
      await dora.look('return-link-ended')
    })
    expect(faults).toEqual([])
  }, 60_000)

  it('is chased where it is late, and sent back with a question', async () => {
    service.clock.instant = afterwards
    await at('office', 'desktop', async (office) => {
      await office.follow('Returns')
      await office.look('returns-of-all')
      await office.follow('Commissions')
      await office.follow('Quarterly return')
      see(await office.words(), '2 of 3 agencies have answered')
      await office.look('round-late')
      await office.follow('Chase all late ones')
      await office.look('round-chase')
      await office.press('Write to 1 person')
      await office.open(paths.reviewReturn(...(await idsOf(cabinet))))
      await office.look('round-review')
      await office.follow('Send back with a question')
      await office.look('round-send-back')
      await office.type('Question about the whole return', 'Which schools are these?')
      await office.press('Send it back')
      await office.look('round-sent-back')
    })
    expect((await lettersTo('clara@example.org')).length).toBe(2)
    expect(faults).toEqual([])
  }, 60_000)

  it('is answered late, while somebody else was writing', async () => {
    await at('clara', 'narrow', async (clara) => {
      await openReturn(clara, 'Department for Communities and Local Government')
      see(await clara.words(), 'It was due on 3 February 2017, 3 days ago.')
      await clara.look('return-late')
      await clara.follow('Begin with')
      await clara.look('return-line')
      await clara.type('Or say what has happened', 'The guidance is with the printers.')
      await answerMeanwhile(clara, 'Clara said so on the telephone.')
      await clara.press('Save and back to the return')
      see(await clara.words(), 'Clara said so on the telephone.')
      see(await clara.words(), 'The guidance is with the printers.')
      await clara.look('return-conflict')
      await clara.press('Save mine in its place')
      await clara.follow('Nothing to report on')
      await clara.press('Nothing to report on this line')
      await clara.follow('Check and send')
      see(await clara.words(), 'this answer is late, and counts as an answer')
      await clara.look('return-check')
      await clara.press('Send the return')
      await clara.look('return-sent')
    })
    expect(faults).toEqual([])
  }, 60_000)

  it('is answered again where a question stood, and accepted into the register', async () => {
    await at('cass', 'narrow', async (cass) => {
      await openReturn(cass, 'Cabinet Office')
      see(await cass.words(), 'Which schools are these?')
      await cass.look('return-sent-back')
      await cass.follow(pilot)
      await cass.type('Or say what has happened', 'The pilot began in Merton and Bromley.')
      await cass.press('Save and back to the return')
      await cass.follow('Check and send')
      await cass.press('Send it on to be signed off')
      await cass.open(paths.return((await idsOf(cabinet))[1]))
      see(await cass.words(), 'It can be signed off by Person of colin@example.org.')
      await cass.look('return-waiting')
    })
    await at('colin', 'desktop', async (colin) => {
      await openReturn(colin, 'Cabinet Office')
      await colin.look('return-to-sign-off')
      await colin.follow('Give it back')
      await colin.press('Give it back')
      await colin.look('return-give-back')
      await colin.follow('Back to the return')
      await colin.press('Sign off and send')
      see(await colin.words(), 'Return sent')
    })
    await at('office', 'desktop', async (office) => {
      for (const agency of [cabinet, doctors, communities]) {
        await office.open(paths.reviewReturn(...(await idsOf(agency))))
        await office.press('Accept the return')
        see(await office.words(), 'is accepted')
      }
      see(await office.words(), 'All 3 agencies have answered.')
      await office.look('round-accepted')
      await office.follow('Commissions')
      see(await office.words(), '3 of 3 answered (100%)')
      await office.open(paths.action(pilot))
      see(await office.words(), 'The pilot began in Merton and Bromley.')
      see(await office.words(), 'In progress')
      await office.look('round-action')
    })
    expect(faults).toEqual([])
  }, 60_000)
})

/** Opens what is folded, as a person does who looks for it. */
async function unfold(walker: Walker): Promise<void> {
  await walker.page.$$eval('details', (folded) => folded.forEach((each) => each.setAttribute('open', '')))
}

async function signIn(walker: Walker, email: string): Promise<void> {
  await walker.open('/sign-in')
  await walker.type('Email address', email)
  await walker.type('Password', password)
  await walker.press('Sign in')
}

async function typeDay(walker: Walker, day: number, month: number, year: number): Promise<void> {
  await walker.type('Day', String(day))
  await walker.type('Month', String(month))
  await walker.type('Year', String(year))
}

function see(found: string, wanted: string): void {
  if (!found.includes(wanted)) throw new Error(`“${wanted}” is not on the page:\n${found}`)
}
