import { Injectable } from '@nestjs/common'

/** What every page, report, file and letter of a demonstration says of its data. */
export const illustrativeNotice = 'Illustrative data'

/**
 * Whether what this register holds is made up. The register itself says so, from its first audit line on; whoever opens it
 * tells it here once, and nothing takes it back.
 */
@Injectable()
export class Illustrative {
  private marked = false

  /** "Illustrative data", or null where the data are real. */
  get notice(): string | null {
    return this.marked ? illustrativeNotice : null
  }

  mark(): void {
    this.marked = true
  }
}
