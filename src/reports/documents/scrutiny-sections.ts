import { statusFacts } from '../../actions/action-status.js'
import type { TextBlock, TextCell, TextColumn, TextTable } from '../../documents/text/document.js'
import { timelinessFacts } from '../../register/timeliness.js'
import type {
  ActionLine,
  DueTable,
  Paragraph,
  PlainTable,
  Point,
  ProgressTable,
  Quotations,
  Recommendations,
  Section,
} from '../scrutiny/scrutiny.model.js'
import { cut, dayInWords, figure } from '../shared/words.js'
import { heading, isolatedSpans, note, paragraph, richBlocks } from './text-blocks.js'

/** As the printed report: a statement under an action is cut to what a line of a list can bear. */
const mostOfStatement = 360

/** What is asked of the panel, each under its letter. */
export function askedBlocks({ note: remark, items }: Recommendations): TextBlock[] {
  return [
    ...(remark === null ? [] : [note(remark)]),
    ...items.map(({ letter, text }) => paragraph('numbered', isolatedSpans(text), letter)),
  ]
}

/** A section with its numbered paragraphs, or with what is still to be written. */
export function sectionBlocks(section: Section, asked: Recommendations): TextBlock[] {
  const { unwritten } = section
  return [
    heading(1, section.heading, section.label),
    ...(section.asks ? askedBlocks(asked) : []),
    ...section.paragraphs.flatMap(paragraphBlocks),
    ...(unwritten === null
      ? []
      : [
          paragraph('missing', [
            { text: 'Not written yet. ', strong: true },
            ...isolatedSpans(unwritten.guidance),
          ]),
          ...(unwritten.before === null
            ? []
            : [paragraph('under', isolatedSpans(`In ${unwritten.before.in}: “${unwritten.before.words}”`))]),
        ]),
  ]
}

function paragraphBlocks(told: Paragraph): TextBlock[] {
  const { number, subheading, rich, text } = told
  const use = number === null ? 'body' : 'numbered'
  const under = number === null ? 'body' : 'under'
  return [
    ...(subheading === null ? [] : [heading(2, subheading)]),
    ...(rich === null ? [paragraph(use, isolatedSpans(text), number)] : richBlocks(rich, use, number, under)),
    ...(told.figures ? [figuresTable(told.figures)] : []),
    ...(told.progress ? [progressTable(told.progress)] : []),
    ...(told.lines ? [linesTable(told.lines, subheading)] : []),
    ...(told.quotations ?? []).flatMap(quotationBlocks),
    ...(told.due ? [dueTable(told.due)] : []),
    ...(told.points ? [pointsList(told.points)] : []),
    ...(told.table ? [plainTable(told.table)] : []),
  ]
}

const cell = (text: string): TextCell => [isolatedSpans(text)]
const strongCell = (text: string): TextCell => [
  isolatedSpans(text).map((span) => ({ ...span, strong: true })),
]

/** Cells of several paragraphs, without those that are empty. */
const cellOf = (...texts: (string | null)[]): TextCell =>
  texts.filter((text): text is string => text !== null && text !== '').map(isolatedSpans)

function figuresTable(figures: NonNullable<Paragraph['figures']>): TextTable {
  return {
    kind: 'table',
    caption: 'The figures',
    note: null,
    columns: figures.map(({ label }) => ({ heading: label, share: 1, figures: true })),
    rows: [{ cells: figures.map(({ value }) => strongCell(figure(value))) }],
  }
}

function progressTable({ caption, note: remark, columns, rows, total }: ProgressTable): TextTable {
  const figures = (cells: readonly number[]) => cells.map((value) => cell(figure(value)))
  return {
    kind: 'table',
    caption,
    note: remark,
    columns: [
      { heading: 'Theme', share: 2.3 },
      ...columns.map(({ label }): TextColumn => ({ heading: label, share: 1, figures: true })),
    ],
    rows: [
      ...rows.map(({ theme, cells }) => ({ cells: [cell(theme), ...figures(cells)] })),
      { cells: [cell('All'), ...figures(total)], total: true },
    ],
  }
}

function linesTable(lines: readonly ActionLine[], of: string | null): TextTable {
  return {
    kind: 'table',
    caption: of === null ? 'Actions' : `Actions: ${of}`,
    note: null,
    columns: [
      { heading: 'Ref', share: 18 },
      { heading: 'Action', share: 62 },
      { heading: 'Status', share: 20 },
    ],
    rows: lines.map((line) => ({
      cells: [
        strongCell(line.ref),
        cellOf(line.title, beside(line), said(line)),
        cellOf(statusFacts[line.status].label, line.timeliness && timelinessFacts[line.timeliness].label),
      ],
    })),
  }
}

/** Leads, date and reason, then the actions that it hangs together with. */
function beside({ says, feeds, fedBy, serves }: ActionLine): string {
  const linked = (word: string, refs: readonly string[]) =>
    refs.length === 0 ? '' : `${word} ${refs.join(', ')}.`
  return [says ?? '', linked('Feeds', feeds), linked('Fed by', fedBy), linked('Serves', serves)]
    .filter((words) => words !== '')
    .join(' ')
}

function said({ statement }: ActionLine): string | null {
  if (statement === null) return null
  return `“${cut(statement.words, mostOfStatement)}” ${statement.by}, ${statement.said}`
}

function quotationBlocks({ heading: of, items }: Quotations): TextBlock[] {
  return [
    heading(3, of),
    ...items.map(({ words, source }) =>
      paragraph('quotation', isolatedSpans(`“${words}”${source === null ? '' : ` ${source}`}`)),
    ),
  ]
}

/** No cells are joined in it: the group of each row stands under its day. */
function dueTable({ caption, groups }: DueTable): TextTable {
  return {
    kind: 'table',
    caption,
    note: null,
    columns: [
      { heading: 'By', share: 22 },
      { heading: 'Action', share: 44 },
      { heading: 'Lead', share: 18 },
      { heading: 'Timeliness', share: 16 },
    ],
    rows: groups.flatMap(({ heading: group, rows }) =>
      rows.map((row) => ({
        cells: [
          cellOf(dayInWords(row.end), group),
          [
            [{ text: `${row.ref} `, strong: true as const }, ...isolatedSpans(row.title)],
            ...cellOf(row.asWritten === null ? null : `${row.asWritten}.`, row.moved),
          ],
          cell(row.leads),
          cellOf(timelinessFacts[row.timeliness].label, row.late),
        ],
      })),
    ),
  }
}

function pointsList(points: readonly Point[]): TextBlock {
  return {
    kind: 'list',
    ordered: false,
    items: points.map(({ text, refs }) =>
      isolatedSpans(`${text}.${refs.length === 0 ? '' : ` ${refs.join(', ')}`}`),
    ),
  }
}

function plainTable({ caption, columns, rows }: PlainTable): TextTable {
  return {
    kind: 'table',
    caption,
    note: null,
    columns: columns.map((of) => ({ heading: of, share: 1 })),
    rows: rows.map((cells) => ({ cells: cells.map(cell) })),
  }
}
