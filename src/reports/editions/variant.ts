/** What of an edition is drawn: all of it, or a page of it that goes out alone. All are made from the same data. */
export type Variant =
  | { of: 'whole' }
  /** The one page for a minister's box. */
  | { of: 'box' }
  /** The page of one lead department, by the slug of the agency. */
  | { of: 'lead'; lead: string }
  /** What is not for publication, as a document of its own. */
  | { of: 'exempt' }

export const whole: Variant = { of: 'whole' }

/** A variant ready to be drawn: the template of the report's folder that draws it, and its model. */
export interface Drawn<Report> {
  template: string
  report: Report
}

/** The edition has no such variant; the message is the sentence to show. */
export class NoSuchVariant extends Error {}
