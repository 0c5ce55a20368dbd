import type { ActionStory, PlanHeading } from '../../register/story.service.js'
import { paths } from '../paths.js'
import { levelInWords, relationInWords } from './action-words.js'

/** A knot of the line that runs from the national report through the region to the borough. */
export interface ThreadItem {
  /** "National" */
  level: string
  ref: string
  plan: string
  /** Null for the action of the page itself, and for one that the reader may not see. */
  href: string | null
  /** Null where the reader may not see the action. */
  title: string | null
  here: boolean
  /**
   * How it hangs together with the action of the page, and why we read it so; null for that action itself. The reason
   * quotes both actions: it is null where the reader may not see the other.
   */
  reading: { relation: string; reason: string | null } | null
}

const order: Record<PlanHeading['geography'], number> = { national: 0, region: 1, borough: 2 }

/** Where an action hangs between national, regional and local, from the widest to the nearest. */
export function threadOf({ action, plan, neighbours }: ActionStory, asAt: string | undefined): ThreadItem[] {
  const here: Knot = {
    plan,
    item: { ...knotOf(action.ref, plan), href: null, title: action.title, here: true, reading: null },
  }
  const others = neighbours.map(({ ref, plan: its, title, relation, reason }): Knot => ({
    plan: its,
    item: {
      ...knotOf(ref, its),
      href: title === null ? null : paths.action(ref, asAt),
      ...{ title, here: false },
      reading: { relation: relationInWords(relation), reason: title === null ? null : reason },
    },
  }))
  return [here, ...others]
    .toSorted((one, other) => order[one.plan.geography] - order[other.plan.geography])
    .map(({ item }) => item)
}

interface Knot {
  plan: PlanHeading
  item: ThreadItem
}

function knotOf(ref: string, plan: PlanHeading): Pick<ThreadItem, 'level' | 'ref' | 'plan'> {
  return { level: levelInWords(plan), ref, plan: plan.title }
}
