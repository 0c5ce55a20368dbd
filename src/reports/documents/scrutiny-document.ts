import { startOfDay } from '../../clock/dates.js'
import type { TextBlock, TextDocument } from '../../documents/text/document.js'
import { forMargin } from '../shared/css.js'
import type { EditionStamp } from '../shared/frame.js'
import { dayInWords } from '../shared/words.js'
import type { Made, ScrutinyReport } from '../scrutiny/scrutiny.model.js'
import { actionPlanBlocks, widerBlocks } from './scrutiny-appendices.js'
import { askedBlocks, sectionBlocks } from './scrutiny-sections.js'
import { fact, heading, isolatedSpans, note, paragraph, richBlocks } from './text-blocks.js'

/**
 * The council's report as a text that its officers go on writing: the same words, numbers and figures as the printed one, from
 * the same data.
 */
export function scrutinyDocument(report: ScrutinyReport, stamp: EditionStamp): TextDocument {
  const { frame } = report
  const marking = frame.marking?.toUpperCase() ?? null
  const notices = [frame.notice, stamp.issued ? null : 'Draft'].filter((words) => words != null)
  return {
    title: frame.title,
    subject: `${report.plan.title}, as known on ${frame.cutOff}`,
    keywords: ['action plan', 'scrutiny', ...(marking === null ? [] : [marking])].join(', '),
    dated: startOfDay(stamp.issued?.on ?? report.cutOff),
    marking,
    head: { left: forMargin(frame.running), right: notices.join('. ') },
    foot: [forMargin(frame.title), `${frame.period}. As known on ${frame.cutOff}`],
    parts: [
      { orientation: 'portrait', blocks: body(report) },
      {
        orientation: 'landscape',
        blocks: [...actionPlanBlocks(report.actionPlan), ...(report.wider ? widerBlocks(report.wider) : [])],
      },
      { orientation: 'portrait', blocks: [...exemptBlocks(report), ...madeBlocks(report.made, stamp)] },
    ],
  }
}

function body(report: ScrutinyReport): TextBlock[] {
  const { recommendations: asked, draft, exempt, glossary } = report
  return [
    { kind: 'title', text: report.frame.title },
    ...(draft
      ? [
          paragraph('missing', [{ text: 'Draft. ', strong: true }, ...isolatedSpans(draft.says)]),
          ...(draft.toComplete === null ? [] : [paragraph('missing', isolatedSpans(draft.toComplete))]),
        ]
      : []),
    fact('Council', report.council),
    ...report.frontBlock.map(({ label, value, note: remark }) =>
      fact(
        label,
        `${value ?? '[To be completed by the officer]'}${remark === null ? '' : ` (${remark})`}`,
        value === null,
      ),
    ),
    ...(exempt ? [paragraph('body', [{ text: exempt.says, strong: true }])] : []),
    ...(asked.section === null ? [heading(1, asked.heading), ...askedBlocks(asked)] : []),
    ...report.sections.flatMap((section) => sectionBlocks(section, asked)),
    ...(glossary ? glossaryBlocks(glossary) : []),
  ]
}

function glossaryBlocks({ terms, unexplained }: NonNullable<ScrutinyReport['glossary']>): TextBlock[] {
  return [
    heading(1, 'Glossary'),
    ...terms.map(({ term, meaning }) => fact(term, meaning)),
    ...(unexplained.length === 0
      ? []
      : [
          note(
            `In the plan’s own words, and explained neither there nor on the register: ${unexplained.join(', ')}.`,
          ),
        ]),
  ]
}

function exemptBlocks({ exempt }: ScrutinyReport): TextBlock[] {
  if (!exempt) return []
  return [
    heading(1, exempt.heading),
    paragraph('body', isolatedSpans(exempt.says)),
    ...(exempt.ground === null ? [] : [note(`Paragraph ${exempt.ground.paragraph}: ${exempt.ground.words}`)]),
  ]
}

function madeBlocks({ facts, method, definitions, corrections }: Made, stamp: EditionStamp): TextBlock[] {
  const { issued } = stamp
  return [
    heading(1, 'How this report was made'),
    ...facts.map(({ term, value }) => fact(term, value)),
    fact(
      'Issued',
      issued ? `${dayInWords(issued.on)}, approved by ${issued.approvedBy}` : 'Not yet: this is a draft',
    ),
    note(`Report: ${stamp.id}`),
    note(`SHA-256 of the data: ${stamp.sha256}`),
    note(
      'This file may be edited: the edition that counts is the one of that number, as the service keeps it.',
    ),
    ...method.map((words) => paragraph('body', isolatedSpans(words))),
    ...definitions.flatMap(({ heading: of, terms }) => [
      heading(2, of),
      ...terms.map(({ term, meaning }) => fact(term, meaning)),
    ]),
    heading(2, 'Corrections to earlier editions'),
    paragraph('body', isolatedSpans(corrections.says)),
    ...corrections.withdrawn.map(({ sentence }) => paragraph('body', isolatedSpans(sentence))),
    ...(corrections.written === null ? [] : richBlocks(corrections.written, 'body')),
  ]
}
