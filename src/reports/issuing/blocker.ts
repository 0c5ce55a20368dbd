/** Something that stands in the way of approval and of issue. */
export interface Blocker {
  code: BlockerCode
  /** The sentence to show. */
  message: string
  /** The name of the part that is to be written. */
  part?: string
  /** The id of the place in the HTML twin. */
  anchor?: string
  /** Where it can be mended, when that is not a part: a path of the service. */
  href?: string
}

export const blockerCodes = [
  'counts-do-not-reconcile',
  'part-not-written',
  'marked-action',
  'not-printed',
  'print-failed',
  'not-checked',
  'checks-failed',
  'followed-edition-changed',
] as const
export type BlockerCode = (typeof blockerCodes)[number]
