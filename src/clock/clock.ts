import { Injectable } from '@nestjs/common'
import { type Day, type Instant, londonDay } from './dates.js'

/** The only place that asks the machine for the time, so that tests and prints can hold it still. */
@Injectable()
export class Clock {
  /** Where the hand of a demonstration is held; null while time goes on. */
  private held: Instant | null = null
  /** Milliseconds that the service's time is ahead of the machine's: behind it, in a demonstration. */
  private ahead = 0

  /** The service's time: of whatever it records, shows and lets end. */
  now(): Instant {
    return this.held ?? new Date(Date.now() + this.ahead).toISOString()
  }

  today(): Day {
    return londonDay(this.now())
  }

  /** The machine's time, whatever the service's is: what other machines reckon with, as the app of one-time codes does. */
  machineTime(): Instant {
    return new Date().toISOString()
  }

  /** Holds the time still at a moment: a demonstration is made so. */
  holdAt(moment: Instant): void {
    this.held = moment
  }

  /** Lets time go on from a moment: a demonstration has a time of its own. */
  goOnFrom(moment: Instant): void {
    this.held = null
    this.ahead = Date.parse(moment) - Date.now()
  }
}
