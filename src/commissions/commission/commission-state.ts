/** Where a commission stands: planned, open to the agencies, or closed at its freeze; a planned one can be withdrawn. */
export const commissionStates = ['planned', 'open', 'closed', 'withdrawn'] as const
export type CommissionState = (typeof commissionStates)[number]

export const commissionStateFacts: Record<CommissionState, { label: string; definition: string }> = {
  planned: { label: 'Planned', definition: 'Its calendar is set; no agency has been asked yet.' },
  open: { label: 'Open', definition: 'The agencies have been asked and can answer.' },
  closed: {
    label: 'Closed',
    definition: 'The register was frozen for the report; who had not answered is reported as silent.',
  },
  withdrawn: { label: 'Withdrawn', definition: 'It was withdrawn before any agency was asked.' },
}

/** The one table of moves. What does not stand here is refused. */
export const commissionMoves: readonly { from: CommissionState; to: CommissionState }[] = [
  { from: 'planned', to: 'open' },
  { from: 'planned', to: 'withdrawn' },
  { from: 'open', to: 'closed' },
]

/** Why a move is refused, as the sentence that the user is shown; null when it may be made. */
export function refuseCommissionMove(from: CommissionState, to: CommissionState): string | null {
  if (commissionMoves.some((move) => move.from === from && move.to === to)) return null
  const { label } = commissionStateFacts[from]
  return `This commission is “${label}” and cannot become “${commissionStateFacts[to].label}”.`
}
