import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { ReportView } from '../../src/reports/api/report.view.js'
import { ServiceProcess } from '../support/compiled.js'
import type { Place } from '../support/places.js'
import { TestService } from '../support/service.js'

const img = { kind: 'img', asAt: '2013-12-31' }
const titles = ['One', 'Two']

describe('a service that prints', () => {
  let place: Place
  let service: ServiceProcess

  beforeEach(async () => {
    const seeding = await TestService.start('sqlite')
    place = seeding.place
    await seeding.app.close()
    service = await ServiceProcess.start(place)
  })
  afterEach(async () => {
    await service.end('SIGKILL')
    await place.remove()
  })

  async function stateOf(id: string): Promise<string> {
    return (await service.ask<ReportView>(`/reports/${id}`))?.body.state ?? ''
  }

  async function ended(id: string): Promise<string> {
    for (let tries = 0; tries < 300; tries += 1) {
      const state = await stateOf(id)
      if (state === 'draft' || state === 'failed') return state
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    return 'waiting'
  }

  it('leaves what it had not printed when it was stopped to the next start', async () => {
    const ids: string[] = []
    for (const title of titles) {
      const answer = await service.ask<ReportView>('/reports', { ...img, title })
      expect(answer?.status).toBe(202)
      ids.push(answer?.body.id ?? '')
    }
    await service.end('SIGTERM')
    service = await ServiceProcess.start(place)
    expect(await Promise.all(ids.map(ended))).toEqual(titles.map(() => 'draft'))
  })

  it('writes to its log why a print failed', async () => {
    const reports = join(place.folder, 'reports')
    rmSync(reports, { recursive: true, force: true })
    writeFileSync(reports, 'a file in the way')
    const answer = await service.ask<ReportView>('/reports', { ...img, title: 'In the way' })
    const id = answer?.body.id ?? ''
    expect(await ended(id)).toBe('failed')
    expect(service.log).toContain(`${id} was not printed`)
    rmSync(reports)
    mkdirSync(reports)
  })
})
