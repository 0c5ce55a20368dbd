import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { type Instant, isDay, startOfDay } from '../clock/dates.js'
import { SeedFileError } from '../seeding/read-seeds.js'
import type { Story } from './story-shape.js'

/**
 * Reads the story from the files of a folder: each tells a part of it.
 *
 * @throws SeedFileError where a file cannot be read
 */
export function readStory(folder: string): Story {
  const story: Record<string, unknown> = {}
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.yaml'))) {
    const path = join(folder, name)
    try {
      Object.assign(story, parse(readFileSync(path, 'utf8')))
    } catch (error) {
      throw new SeedFileError(
        `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      )
    }
  }
  return story as unknown as Story
}

/** "2017-04-21 16:45", in London, as a moment. @throws SeedFileError where it is none */
export function momentOfStory(time: string): Instant {
  const [, day = '', hour = '', minute = ''] = /^(\d{4}-\d{2}-\d{2}) (\d{2}):(\d{2})$/u.exec(time) ?? []
  if (!isDay(day)) throw new SeedFileError(`“${time}” is no time such as 2017-04-21 16:45.`)
  const minutes = Number(hour) * 60 + Number(minute)
  return new Date(Date.parse(startOfDay(day)) + minutes * 60_000).toISOString()
}
