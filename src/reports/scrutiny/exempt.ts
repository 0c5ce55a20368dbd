import { richTextOf } from '../shared/rich-text.js'
import { cut } from '../shared/words.js'
import type { Written } from '../writing/written.js'
import { paragraphsOf } from './paragraph.js'
import type { ExemptReport } from './exempt.model.js'
import type { ExemptGround, ExemptNotice, ScrutinyReport } from './scrutiny.model.js'

/** Paragraphs 1 to 7 of Part 1 of Schedule 12A of the Local Government Act 1972, as it stands for England. */
export const exemptGrounds: readonly ExemptGround[] = [
  'Information relating to any individual.',
  'Information which is likely to reveal the identity of an individual.',
  'Information relating to the financial or business affairs of any particular person (including the authority ' +
    'holding that information).',
  'Information relating to any consultations or negotiations, or contemplated consultations or negotiations, in ' +
    'connection with any labour relations matter arising between the authority or a Minister of the Crown and ' +
    'employees of, or office holders under, the authority.',
  'Information in respect of which a claim to legal professional privilege could be maintained in legal proceedings.',
  'Information which reveals that the authority proposes (a) to give under any enactment a notice under or by virtue ' +
    'of which requirements are imposed on a person; or (b) to make an order or direction under any enactment.',
  'Information relating to any action taken or to be taken in connection with the prevention, investigation or ' +
    'prosecution of crime.',
].map((words, index) => ({ paragraph: index + 1, words }))

/** What the Act asks for beside the ground: paragraph 10 of the same Schedule. */
const condition =
  'It is exempt if and so long as, in all the circumstances of the case, the public interest in maintaining the ' +
  'exemption outweighs the public interest in disclosing the information (paragraph 10 of Part 2 of the same Schedule).'

const marking = 'OFFICIAL-SENSITIVE'

/** The ground that a figure names: "3", "paragraph 3"; null where there is none such. */
export function groundOf(told: string): ExemptGround | null {
  const figure = /\d+/u.exec(told)?.[0]
  return exemptGrounds.find(({ paragraph }) => String(paragraph) === figure) ?? null
}

/** What the open report says of an exempt appendix: that there is one and on which ground, and never a word of it. */
export function exemptNotice(
  exempt: Written['exempt'],
  appendix: { name: string; letter: string },
): ExemptNotice | null {
  if (exempt === null) return null
  const ground = groundOf(exempt.ground)
  const on = ground === null ? '' : `: it holds exempt information within ${inTheAct(ground)}`
  return {
    letter: appendix.letter,
    heading: `${appendix.name} (exempt)`,
    ground,
    says: `${appendix.name} is not for publication${on}. It is a document of its own.`,
  }
}

/** "paragraph 3 of Part 1 of Schedule 12A of the Local Government Act 1972" */
function inTheAct({ paragraph }: ExemptGround): string {
  return `paragraph ${paragraph} of Part 1 of Schedule 12A of the Local Government Act 1972`
}

/** The document that is not for publication: the front block of the open report, and the text that it does not hold. */
export function exemptReport(report: ScrutinyReport, written: Written['exempt']): ExemptReport | null {
  const { exempt } = report
  if (!exempt || exempt.ground === null || written === null) return null
  const { letter, ground } = exempt
  const title = `${exempt.heading} to ${report.frame.title}`
  const text = paragraphsOf(richTextOf(written.text))
  return {
    ...report,
    frame: { ...report.frame, title: cut(title, 300), marking },
    exempt,
    exemptPart: {
      says: `Not for publication: exempt information within ${inTheAct(ground)}.`,
      ground: `Paragraph ${ground.paragraph}: ${ground.words}`,
      condition,
      paragraphs: text.map((rich, index) => ({
        number: `${letter}.${index + 1}`,
        anchor: `p-${letter}.${index + 1}`,
        rich,
      })),
    },
  }
}
