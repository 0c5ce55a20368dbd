import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common'
import { Guesses } from './guesses.js'
import { KnownBrowsers } from './known-browsers.js'
import { SessionStore } from './session-store.js'
import { SingleUseLinks } from './single-use-links.js'

const interval = 10 * 60_000

/** Forgets, every ten minutes, what nobody can use any more: addresses above all are kept no longer than they are needed. */
@Injectable()
export class Housekeeping implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Housekeeping')
  private timer: NodeJS.Timeout | null = null
  private underWay: Promise<void> = Promise.resolve()

  constructor(
    private readonly sessions: SessionStore,
    private readonly guesses: Guesses,
    private readonly browsers: KnownBrowsers,
    private readonly links: SingleUseLinks,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.underWay = this.sweep().catch((error: unknown) => {
        this.logger.error(
          'Old rows could not be removed',
          error instanceof Error ? error.stack : String(error),
        )
      })
    }, interval)
    this.timer.unref()
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer)
    await this.underWay
  }

  async sweep(): Promise<void> {
    await this.sessions.sweep()
    await this.guesses.sweep()
    await this.browsers.sweep()
    await this.links.sweep()
  }
}
