import type { Day } from '../../clock/dates.js'
import type { ReturnView } from '../../commissions/views.js'
import { html, type Markup } from '../../web/pages/html.js'
import type { Tag } from '../tags.js'
import type { ReturnDoor } from './return-door.js'
import { lastWord, lineTag, roleWords } from './return-words.js'

/** An item of a task list, as the component takes it. */
export interface Task {
  title: { html: Markup } | { text: string }
  href: string
  hint: { text: string }
  status: { tag: Tag } | { text: string }
}

/** The lines of a return, each with where it stands. */
export function tasksOf({ pages, who }: ReturnDoor, view: ReturnView, today: Day): Task[] {
  return view.lineViews.map((line) => {
    const { ref, role, lastPosition, handedTo, answer } = line
    const tag = lineTag(view, line, who.accountId)
    const handed = handedTo && answer !== null ? ` Handed to ${handedTo.name}.` : ''
    return {
      title: { html: html`<span class="tl-ref">${ref}</span> ${lastPosition.title}` },
      href: pages.line(ref),
      hint: { text: `${roleWords[role]}. ${lastWord(lastPosition, today)}${handed}` },
      status: 'classes' in tag ? { tag } : { text: tag.text },
    }
  })
}

/** The questions of the whole return; null where there are none. */
export function taskOfWhole({ pages }: ReturnDoor, { questions, whole }: ReturnView): Task | null {
  const asked = questions.filter((question) => question.of === 'return')
  if (asked.length === 0) return null
  const open = asked.filter(({ key }) => !whole.answer?.questions[key])
  const owed = open.some((question) => question.required)
  return {
    title: { text: asked.length === 1 ? 'A question on the whole return' : 'Questions on the whole return' },
    href: pages.questions,
    hint: { text: asked.map(({ text }) => text).join(' ') },
    status: wholeStatus(open.length, owed, asked.length),
  }
}

function wholeStatus(open: number, owed: boolean, asked: number): Task['status'] {
  if (owed) return { tag: { text: 'Not answered', classes: 'govuk-tag--blue tl-nowrap' } }
  return open === asked ? { tag: { text: 'Optional', classes: 'govuk-tag--grey' } } : { text: 'Answered' }
}
