import { Injectable } from '@nestjs/common'
import { type Day, type Instant, londonDay } from './dates.js'

/** The only place that asks the machine for the time, so that tests and prints can hold it still. */
@Injectable()
export class Clock {
  now(): Instant {
    return new Date().toISOString()
  }

  today(): Day {
    return londonDay(this.now())
  }
}
