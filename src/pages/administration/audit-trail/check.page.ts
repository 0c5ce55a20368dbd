import type { TrailCheck } from '../../../audit/trail-checks.service.js'
import { momentInWords } from '../../../clock/dates.js'
import { figure } from '../../../reports/shared/words.js'
import { type PageAnswer, pageOf } from '../../../web/pages/page.js'
import { paths } from '../../paths.js'
import { trailCrumbs } from './trail.presenter.js'

interface CheckPage {
  heading: string
  whole: boolean
  sentence: string
  facts: { key: { text: string }; value: { text: string } }[]
  brokenLine: { href: string; text: string } | null
}

const checkPage = pageOf<CheckPage>('administration/audit-trail/check')

/** The page of a check of the whole trail, with its verdict. */
export function showCheck({ lines, broken, milliseconds, by, at }: TrailCheck): PageAnswer {
  const heading = broken === null ? 'The audit trail is whole' : 'The audit trail is broken'
  const fact = (key: string, text: string) => ({ key: { text: key }, value: { text } })
  return checkPage(
    {
      ...{
        title: `${heading}: ${figure(lines)} lines checked, ${momentInWords(at)}`,
        section: 'administration',
      },
      breadcrumbs: [...trailCrumbs, { text: 'Audit trail', href: paths.auditTrail() }],
    },
    {
      ...{ heading, whole: broken === null },
      sentence:
        broken === null
          ? 'Every line carries the hash of the line before it, and the contents of each give its own hash: none was altered, taken out or put in.'
          : `Line ${figure(broken.sequence)} is the first that does not fit: ${broken.reason}.`,
      facts: [
        fact('Lines read', figure(lines)),
        fact('Took', tookWords(milliseconds)),
        fact('Checked', momentInWords(at)),
        fact('By', by),
      ],
      brokenLine: broken && {
        href: paths.auditLine(broken.sequence),
        text: `Line ${figure(broken.sequence)}`,
      },
    },
  )
}

function tookWords(milliseconds: number): string {
  return milliseconds < 1000 ? 'less than a second' : `${(milliseconds / 1000).toFixed(1)} seconds`
}
