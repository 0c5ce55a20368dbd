import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { projectFolder } from '../../src/prepare.js'
import { RouteAudit } from '../../src/web/route-audit.js'
import { rewriteCommand, rightsFile, rightsPage } from '../support/rights-table.js'
import { TestService } from '../support/service.js'

const file = join(projectFolder, rightsFile)

describe('the documented table of rights', () => {
  let service: TestService

  beforeAll(async () => {
    service = await TestService.start('sqlite', { seed: 'none' })
  })

  afterAll(() => service.stop())

  it('says what the code says', () => {
    const page = rightsPage(service.app.get(RouteAudit).routes())
    if (process.env.RIGHTS_TABLE === 'write') writeFileSync(file, page)
    const documented = readFileSync(file, 'utf8')
    const advice = documented === page ? 'in order' : `${rightsFile} is out of date: run ${rewriteCommand}`
    expect(advice).toBe('in order')
  })
})
