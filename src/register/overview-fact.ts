import type { Sight } from '../accounts/rights.js'
import { sees } from '../accounts/rights.js'
import type { ActionStatus } from '../actions/action-status.js'
import type { Confidence } from '../actions/confidence.js'
import type { Day, Instant } from '../clock/dates.js'
import type { FlagCode } from './flags.js'
import type { Timeliness } from './timeliness.js'
import type { ActionView } from './views.js'

/** The little of an action that every count, and every choice of actions to show, is made from. */
export interface ActionFact {
  id: number
  ref: string
  title: string
  /** Slug of its plan. */
  plan: string
  /** Code of its theme. */
  theme: string | null
  /** Slugs of its agencies. */
  leads: readonly string[]
  partners: readonly string[]
  /** As `priorityKey` writes them. */
  priorities: readonly string[]
  status: ActionStatus
  timeliness: Timeliness
  confidence: Confidence
  flags: readonly FlagCode[]
  /** Raised, and set aside by the programme office. */
  setAside: readonly FlagCode[]
  end: Day | null
  /** The day from which the latest statement was known. */
  lastSaid: Day | null
  revision: number
  /** When the newest revision was recorded. */
  changedAt: Instant
}

/** "EGYV/leadership": codes of priorities are unique within their programme only. */
export function priorityKey({ programme, code }: { programme: string; code: string }): string {
  return `${programme}/${code}`
}

/** Whether somebody with this sight sees the action. */
export function seesFact(sight: Sight, { plan, leads, partners }: ActionFact): boolean {
  return sees(sight, { plan, agencies: leads }) || sees(sight, { plan, agencies: partners })
}

/**
 * Makes facts of views. Ten thousand actions share a few hundred values, and the reading of each gives them anew: every
 * value is kept once, so that an overview takes a fraction of the memory.
 */
export class FactMaker {
  private readonly texts = new Map<string, string>()
  private readonly lists = new Map<string, readonly string[]>()

  factOf(id: number, view: ActionView): ActionFact {
    const agencies = (assigned: ActionView['leads']) => this.list(assigned.map(({ agency }) => agency))
    // Spelled out: an object put together from smaller ones takes more memory.
    return {
      id,
      ref: view.ref,
      title: view.title,
      plan: this.text(view.plan),
      theme: view.themeCode === null ? null : this.text(view.themeCode),
      leads: agencies(view.leads),
      partners: agencies(view.partners),
      priorities: this.list(view.priorities.map(priorityKey)),
      status: this.text(view.status),
      timeliness: view.timeliness,
      confidence: this.text(view.confidence),
      flags: this.list(view.flags.map(({ code }) => code)),
      setAside: this.list(view.setAside.map(({ code }) => code)),
      end: view.timescale.end === null ? null : this.text(view.timescale.end),
      lastSaid: view.latestUpdate === null ? null : this.text(view.latestUpdate.knownFrom),
      revision: view.revision,
      changedAt: view.recordedAt,
    }
  }

  private text<Text extends string>(value: Text): Text {
    const known = this.texts.get(value) as Text | undefined
    if (known === undefined) this.texts.set(value, value)
    return known ?? value
  }

  private list<Text extends string>(values: Text[]): readonly Text[] {
    const key = values.join(' ')
    const known = this.lists.get(key) as readonly Text[] | undefined
    if (known !== undefined) return known
    const kept = values.map((value) => this.text(value))
    this.lists.set(key, kept)
    return kept
  }
}
