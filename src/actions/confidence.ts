/** A judgement of what will happen: three-point delivery confidence. None is a value: "not rated". */
export const confidences = ['red', 'amber', 'green', 'none'] as const
export type Confidence = (typeof confidences)[number]

/** The definitions are those of the major projects portfolio's three-point scale, in use since 2021. */
export const confidenceFacts: Record<Confidence, { label: string; symbol: string; definition: string }> = {
  red: {
    label: 'Red',
    symbol: '▲',
    definition:
      'Successful delivery appears unachievable: there are major issues and no visible way to manage them now.',
  },
  amber: {
    label: 'Amber',
    symbol: '◆',
    definition:
      'Successful delivery is feasible, but significant issues exist. They look resolvable now if dealt with promptly.',
  },
  green: {
    label: 'Green',
    symbol: '●',
    definition:
      'Successful delivery on time, cost and quality looks highly likely. Nothing major that is open threatens it.',
  },
  none: {
    label: 'Not rated',
    symbol: '–',
    definition: 'Nobody has given a judgement. A rating by the delivering agency itself is self-assessed.',
  },
}
