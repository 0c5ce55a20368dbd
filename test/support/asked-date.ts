import { UpdatesService } from '../../src/updates/updates.service.js'
import { personOf } from './account-people.js'
import { action } from './register.js'
import type { TestService } from './service.js'
import type { PersonName } from './visitor.js'

/**
 * The id of a new end date that waits for the programme office.
 *
 * @param ref of an action of the plan that the council officer of the tests keeps
 */
export async function dateAskedFor(service: TestService, ref: string): Promise<number> {
  const move = async (who: PersonName, timescaleEnd: string) => {
    const { revision } = await action(service, ref)
    const said = { revision, narrative: 'It takes longer.', timescaleEnd, reason: 'It takes longer.' }
    await service.app.get(UpdatesService).record(await personOf(service, who), ref, said)
  }
  await move('office', '2029-01-31')
  await move('office', '2029-02-28')
  await move('council', '2029-03-31')
  return (await action(service, ref)).dateChange?.id ?? 0
}
