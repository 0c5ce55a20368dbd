import type { CommitteeFormData } from '../../plans/committee-form.js'
import type { PlanColumn } from './scrutiny.model.js'

interface Asked {
  /** Whether most actions have steps: then these have a column of their own, where the council says nothing. */
  stepped: boolean
  /** Whether all leads are only proposed. */
  proposed: boolean
  /** Whether anything has been said of any action; a column of statements without one would be empty. */
  stated: boolean
}

/** The columns of the action plan: those of the council's own plan, else plain ones. */
export function planColumns(form: CommitteeFormData, { stepped, proposed, stated }: Asked): PlanColumn[] {
  const columns: PlanColumn[] = form.planColumns ?? [
    { heading: 'Ref', holds: 'ref' },
    ...(stepped
      ? ([
          { heading: 'Recommendation', holds: 'text' },
          { heading: 'Steps', holds: 'steps' },
        ] as const)
      : ([{ heading: 'Recommendation and steps', holds: 'recommendation' }] as const)),
    { heading: proposed ? 'Proposed lead' : 'Lead', holds: 'lead' },
    { heading: 'Timescale', holds: 'timescale' },
    { heading: 'Status', holds: 'status' },
    { heading: 'Latest statement', holds: 'statement' },
  ]
  return columns
    .filter(({ holds }) => stated || holds !== 'statement')
    .map(({ heading, holds }) => ({ heading, holds }))
}
