import { PrinterBusy, PrintFailed } from './print-errors.js'

/** Lets so many in at once; the others wait in order of arrival, up to a limit. */
export class Slots {
  private taken = 0
  private closed = false
  private readonly queue: { enter: () => void; refuse: (error: Error) => void }[] = []

  constructor(
    private readonly atOnce: number,
    private readonly waiting: number,
  ) {}

  /**
   * Waits for a slot. Leave it in a `finally`.
   *
   * @throws PrinterBusy when too many wait already, PrintFailed when closed
   */
  async enter(): Promise<void> {
    if (this.closed) throw new PrintFailed('The printer has been closed.')
    if (this.taken < this.atOnce) {
      this.taken += 1
      return
    }
    if (this.queue.length >= this.waiting) throw new PrinterBusy(this.queue.length)
    await new Promise<void>((enter, refuse) => this.queue.push({ enter, refuse }))
  }

  /** Hands the slot to who has waited longest. */
  leave(): void {
    const next = this.queue.shift()
    if (next) next.enter()
    else this.taken -= 1
  }

  /** Sends away who waits, and lets nobody in any more. */
  close(): void {
    this.closed = true
    for (const { refuse } of this.queue.splice(0)) refuse(new PrintFailed('The printer has been closed.'))
  }
}
