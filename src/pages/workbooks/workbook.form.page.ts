import { pageOf, type PageAnswer } from '../../web/pages/page.js'
import type { WorkbookDoor } from './workbook-door.js'

export interface WorkbookForm {
  caption: string | null
  heading: string
  action: string
  /** Where a workbook is taken from: a button of this page, or another page. */
  take: { href: string; text: string; sentence: string; isFile: boolean }
  errorMessage: { text: string } | null
}

const drawForm = pageOf<WorkbookForm>('workbooks/form')

/** The page where a workbook is taken and loaded back. @param wrong what is wrong with the file that was sent */
export async function workbookForm(door: WorkbookDoor, wrong: string | null = null): Promise<PageAnswer> {
  const { pages, words } = door
  const heading = words.takeSentence === '' ? 'Answer in a workbook' : 'Load a filled-in workbook'
  const errors = wrong === null ? [] : [{ text: wrong, href: '#file' }]
  return drawForm(await door.facts(heading, { errors }), {
    caption: await door.caption(),
    ...{ heading, action: pages.start, errorMessage: wrong === null ? null : { text: wrong } },
    take: {
      ...{ href: words.takeHref, text: words.takeText, sentence: words.takeSentence },
      isFile: words.takeSentence === '',
    },
  })
}
