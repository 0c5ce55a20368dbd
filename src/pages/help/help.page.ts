import { permissionFacts } from '../../accounts/permission.js'
import { accountRoles, roleFacts } from '../../accounts/role.js'
import { absoluteLimit, idleLimit } from '../../accounts/session-store.js'
import { actionKinds } from '../../actions/action.entity.js'
import { actionStatuses, movesFrom, statusFacts } from '../../actions/action-status.js'
import { confidences, confidenceFacts } from '../../actions/confidence.js'
import { basisFacts, kindDefinitions, kindLabel, precisionFacts } from '../../exports/state-words.js'
import { precisions } from '../../plans/span.js'
import { flagCodes, flagLabel, flagRules } from '../../register/flags.js'
import { timelinesses, timelinessFacts } from '../../register/timeliness.js'
import type { Basis } from '../../register/views.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { reportKindFacts } from '../reports/report-words.js'

/** A scale or a list of words, each with what it means: made from the very facts that the register reckons with. */
interface Scale {
  id: string
  heading: string
  intro: string
  /** What the second column holds. */
  means: string
  words: { word: string; meaning: string; more: string | null }[]
}

interface HelpPage {
  scales: Scale[]
  roles: { role: string; definition: string; may: string[] }[]
  reports: { label: string; purpose: string }[]
  signedInFor: { idle: string; absolute: string }
}

const helpPage = pageOf<HelpPage>('help/help')
const minute = 60_000

/** The page that says what each word means and how things are done. */
export function showHelp(): PageAnswer {
  return helpPage(
    { title: 'Help', section: 'help' },
    {
      scales: [
        kindScale(),
        statusScale(),
        timelinessScale(),
        confidenceScale(),
        ...dateScales(),
        flagScale(),
      ],
      roles: accountRoles.map((role) => ({
        role: roleFacts[role].label,
        definition: roleFacts[role].definition,
        may: roleFacts[role].permissions.map((permission) => permissionFacts[permission].words),
      })),
      reports: Object.values(reportKindFacts),
      signedInFor: {
        idle: `${idleLimit / minute} minutes`,
        absolute: `${absoluteLimit / minute / 60} hours`,
      },
    },
  )
}

function kindScale(): Scale {
  return {
    ...{ id: 'kinds', heading: 'Kinds of action', means: 'What it means' },
    intro:
      'Plans call their promises by different names. The register calls all of them actions and keeps the name.',
    words: actionKinds.map((kind) => ({
      ...{ word: kindLabel(kind), meaning: kindDefinitions[kind], more: null },
    })),
  }
}

function statusScale(): Scale {
  return {
    ...{ id: 'status', heading: 'Status: what has happened', means: 'What it means' },
    intro:
      'Said by the agency, or by a published document. It changes only by an update that somebody makes.',
    words: actionStatuses.map((status) => ({
      ...{ word: statusFacts[status].label, meaning: statusFacts[status].definition },
      more: `It can move to: ${movesFrom(status)
        .map((next) => statusFacts[next].label)
        .join('; ')}.`,
    })),
  }
}

function timelinessScale(): Scale {
  return {
    ...{ id: 'timeliness', heading: 'Timeliness: arithmetic on dates', means: 'What it means' },
    intro:
      'Reckoned from the target date and the day that is read, and never typed. Quarters are those of the financial year, which begins on 1 April.',
    words: timelinesses.map((timeliness) => ({
      ...{ word: timelinessFacts[timeliness].label, meaning: timelinessFacts[timeliness].definition },
      more: null,
    })),
  }
}

function confidenceScale(): Scale {
  return {
    ...{ id: 'confidence', heading: 'Confidence: what will happen', means: 'What it means' },
    intro:
      'A judgement, kept apart from the status. A rating by the agency that delivers the action is shown as self-assessed.',
    words: confidences.map((confidence) => ({
      ...{ word: confidenceFacts[confidence].label, meaning: confidenceFacts[confidence].definition },
      more: null,
    })),
  }
}

function dateScales(): Scale[] {
  const bases = Object.keys(basisFacts) as Basis[]
  return [
    {
      ...{ id: 'precision', heading: 'How closely a date is known', means: 'What it means' },
      intro: '“Early 2014” is not 1 January 2014. The register keeps how closely the plan gives a date.',
      words: precisions.map((precision) => ({
        ...{ word: precisionFacts[precision].label, meaning: precisionFacts[precision].definition },
        more: null,
      })),
    },
    {
      ...{ id: 'basis', heading: 'Where a date comes from', means: 'What it means' },
      intro:
        'Every date says whether the plan states it, whether it is our reading, or whether it was set since.',
      words: bases.map((basis) => ({
        ...{ word: basisFacts[basis].label, meaning: basisFacts[basis].definition, more: null },
      })),
    },
  ]
}

function flagScale(): Scale {
  return {
    ...{ id: 'flags', heading: 'Assurance flags', means: 'The rule' },
    intro:
      'Rules that are applied to every action alike, to show where it is worth asking. A flag never changes a status.',
    words: flagCodes.map((code) => ({ word: flagLabel(code), meaning: flagRules[code], more: null })),
  }
}
