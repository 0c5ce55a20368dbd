import { momentInWords } from '../../clock/dates.js'
import { count } from '../../reports/shared/words.js'
import { pageOf, type PageAnswer } from '../../web/pages/page.js'
import { countChanges, type KeptLoad } from '../../workbooks/workbook-loads.service.js'
import type { WorkbookDoor } from './workbook-door.js'

interface ChangeRow {
  ref: string
  heading: string
  was: string
  becomes: string
}

interface ProblemRow {
  /** "Answers, M7" */
  where: string
  /** "MER13-7.1: New status" */
  what: string
  value: string
  sentence: string
}

export interface LoadedWorkbook {
  caption: string | null
  heading: string
  lead: string
  /** Anew for another file. */
  action: string
  problems: { rows: ProblemRow[]; caption: string; more: string | null; csvHref: string } | null
  changes: {
    rows: ChangeRow[]
    caption: string
    sentence: string
    confirm: { action: string; text: string } | null
  } | null
  missing: string | null
  formHref: string
  doneHref: string
}

const drawLoaded = pageOf<LoadedWorkbook>('workbooks/loaded')

/** Problems on the page; the file to download has them all. */
const mostShown = 100

/**
 * What a workbook would change, or why it is not taken.
 *
 * @param refused what kept the changes from being saved, when somebody has just tried
 * @param status of the page, where it is no plain answer
 */
export async function loadedPage(
  door: WorkbookDoor,
  load: KeptLoad,
  { refused = null, status = 200 }: { refused?: string | null; status?: number } = {},
): Promise<PageAnswer> {
  const wrong = load.problems.length > 0
  const heading = wrong ? 'The workbook was not taken' : headingOf(load)
  const summary = `${count(load.problems.length, 'thing')} in the workbook ${load.problems.length === 1 ? 'is' : 'are'} not taken: nothing was saved`
  const errors = [
    ...(wrong ? [{ text: summary, href: '#problems' }] : []),
    ...(refused === null ? [] : [{ text: refused, href: '#changes' }]),
  ]
  const facts = await door.facts(heading, { errors, status, backToForm: true })
  return drawLoaded(facts, { caption: await door.caption(), ...presentLoaded(door, load, heading) })
}

function headingOf(load: KeptLoad): string {
  if (countChanges(load) === 0) return 'Nothing has changed'
  return load.savedAt === null ? 'Check what the workbook changes' : 'What the workbook has changed'
}

function presentLoaded(
  { pages, words }: WorkbookDoor,
  load: KeptLoad,
  heading: string,
): Omit<LoadedWorkbook, 'caption'> {
  return {
    ...{ heading, lead: leadOf(load), action: pages.start, formHref: pages.start, doneHref: words.doneHref },
    problems: problemsOf(pages.problems(load.id), load),
    changes: changesOf({ pages, words }, load),
    missing: missingOf(load),
  }
}

function leadOf(load: KeptLoad): string {
  const { fileName, problems, savedAt } = load
  if (problems.length > 0)
    return `“${fileName}”: nothing of it was saved. Put right what is listed here and load the file again; all of it is taken then, or nothing.`
  const changes = countChanges(load)
  if (changes === 0) return `“${fileName}” says what is already there. There is nothing to save.`
  if (savedAt !== null) return `“${fileName}” was saved on ${momentInWords(savedAt)}.`
  return `“${fileName}” changes ${count(load.changes.length, 'line')}${load.whole ? ' and the answers to the whole return' : ''}. Nothing is saved yet.`
}

function problemsOf(csvHref: string, { problems }: KeptLoad): LoadedWorkbook['problems'] {
  if (problems.length === 0) return null
  const rows = problems.slice(0, mostShown).map(({ sheet, cell, ref, column, value, sentence }) => ({
    where: cell === null || cell === '' ? sheet : `${sheet}, ${cell}`,
    what: [ref, column].filter((part) => part !== null && part !== '').join(': '),
    ...{ value, sentence },
  }))
  const more = problems.length > mostShown ? `These are the first ${mostShown}. The file has them all.` : null
  return { rows, more, csvHref, caption: `What is wrong: ${count(problems.length, 'cell')}` }
}

function changesOf(
  { pages, words }: Pick<WorkbookDoor, 'pages' | 'words'>,
  load: KeptLoad,
): LoadedWorkbook['changes'] {
  const changes = countChanges(load)
  if (load.problems.length > 0 || changes === 0) return null
  const ofLines = load.changes.flatMap(({ ref, fields }) => fields.map((field) => ({ ref, ...field })))
  const ofWhole = (load.whole?.fields ?? []).map((field) => ({ ref: 'Whole return', ...field }))
  return {
    rows: [...ofLines, ...ofWhole],
    caption: load.savedAt === null ? 'What changes, line by line' : 'What has changed, line by line',
    sentence: words.sentence,
    confirm: load.savedAt === null ? { action: pages.loaded(load.id), text: words.button(changes) } : null,
  }
}

function missingOf({ missing }: KeptLoad): string | null {
  if (missing.length === 0) return null
  const some = missing.slice(0, 10).join(', ')
  const more = missing.length > 10 ? ` and ${missing.length - 10} more` : ''
  return `Not in the file: ${some}${more}. Nothing changes for ${missing.length === 1 ? 'it' : 'them'}.`
}
