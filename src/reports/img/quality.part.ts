import { flagCodes, flagLabel, flagRules } from '../../register/flags.js'
import type { ActionView, RegisterSnapshot } from '../../register/views.js'
import { asSentence, count, figure } from '../shared/words.js'
import type { QualityPart, SetAside, TrendPart } from './later.model.js'
import { compareText } from './lines.js'

const mostWorst = 3

/** Section 7: each assurance flag with its rule, its count and its worst lines, and how the register has moved. */
export function qualityPart(closing: RegisterSnapshot, trend: TrendPart): QualityPart {
  const flagged = closing.actions.filter((action) => action.flags.length > 0)
  const flags = flagCodes.map((code) => {
    const raised = closing.actions
      .map((action) => ({ action, flag: action.flags.find((flag) => flag.code === code) }))
      .filter((each) => each.flag !== undefined)
      .sort((one, other) => badness(other.action) - badness(one.action))
    const worst = raised.slice(0, mostWorst).map(({ action, flag }) => ({
      ref: action.ref,
      title: action.title,
      reason: flag?.reason ?? '',
    }))
    return {
      code,
      label: flagLabel(code),
      rule: flagRules[code],
      count: raised.length,
      worst,
      rest: raised.length - worst.length,
    }
  })
  const none = flags.filter((flag) => flag.count === 0).length
  const setAside = setAsideOf(closing.actions)
  return {
    says:
      closing.actions.length === 0
        ? 'The register holds no action to flag.'
        : `${figure(flagged.length)} of the ${count(closing.actions.length, 'action')} carry at least one flag. ` +
          `${figure(none)} of the ${figure(flags.length)} rules find nothing. A flag never changes a status.` +
          setAsideWords(setAside.length),
    flags,
    setAside,
    trend,
  }
}

/** Those that the programme office has set aside, by the day on which they count again. */
function setAsideOf(actions: readonly ActionView[]): SetAside[] {
  return actions
    .flatMap(({ ref, title, setAside }) =>
      setAside.map(({ code, because, until, by }) => ({
        ...{ ref, title, label: flagLabel(code), why: because, until, by },
      })),
    )
    .sort((one, other) => compareText(one.until, other.until))
}

function setAsideWords(value: number): string {
  if (value === 0) return ''
  const are = value === 1 ? 'is' : 'are'
  return ` ${asSentence(count(value, 'flag'))} ${are} set aside by the programme office until a day, and ${are} in none of these counts.`
}

/** The worst line of a flag is that of the action that carries most flags. */
const badness = (action: ActionView): number => action.flags.length
