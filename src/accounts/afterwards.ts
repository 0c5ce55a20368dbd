import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common'

/** What is done when the answer is already on its way: letters, above all. A stop of the service waits for it. */
@Injectable()
export class Afterwards implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Afterwards')
  private readonly underWay = new Set<Promise<void>>()

  /** @param what as the log names it, should it fail */
  do(what: string, work: () => Promise<unknown>): void {
    const done = work().then(
      () => undefined,
      (error: unknown) => {
        this.logger.error(`${what} failed`, error instanceof Error ? error.stack : String(error))
      },
    )
    this.underWay.add(done)
    void done.finally(() => this.underWay.delete(done))
  }

  /** Returns when all that was begun is done. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay)
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.settled()
  }
}
