/** What is said of the actions: quarter after quarter each is spoken of once, moves on, and is completed or re-dated. */

const author = 'Programme office (benchmark)'
const quarter = 91 * 86_400_000
const firstRound = Date.parse('2017-07-15T09:00:00.000Z')
const confidences = ['green', 'amber', 'amber', 'red', 'green']
const words = [
  'The working group met twice and agreed who does what; the lead has the draft and will bring it back.',
  'Partners have been written to and most have answered. Two data sets are still awaited from health.',
  'A pilot ran in three schools, and the first findings were shared with the board and with the police.',
  'Funding was confirmed for the year, a co-ordinator has been appointed, and referrals have begun.',
]

export function makeUpdates(writer, count) {
  const actions = writer.all(
    `SELECT a.ref, a.plan_id, r.action_id, r.number, r.title, r.status, r.status_reason, r.completed_on, r.confidence,
      r.timescale_id, r.assignments_set_in FROM action a JOIN revision r ON r.action_id = a.id AND r.number = a.revision
    ORDER BY a.id`,
  )
  const states = actions.map(({ ref, plan_id, ...revision }) => ({ ref, plan_id, revision }))
  for (let made = 0; made < count; made += 1) {
    const round = Math.floor(made / states.length)
    const place = made % states.length
    const at = new Date(firstRound + round * quarter + place * 500).toISOString()
    say(writer, states[place], { at, round, place })
  }
  for (const { revision } of states) {
    writer.run('UPDATE action SET revision = @number WHERE id = @action_id', {
      number: revision.number,
      action_id: revision.action_id,
    })
  }
}

function say(writer, state, { at, round, place }) {
  const { ref, plan_id, revision: before } = state
  const actionId = before.action_id
  const day = at.slice(0, 10)
  const times = { known_from: at, recorded_at: at }
  const completes = round >= 3 && (place * 7 + round) % 23 === 0 && before.completed_on === null
  const status = completes
    ? 'complete_reported'
    : before.status === 'not_started'
      ? 'in_progress'
      : before.status
  const confidence = confidences[(place + round) % confidences.length]
  const redated = place % 10 === 5 && round % 3 === 2
  const number = before.number + 1
  const changed = { said: true, status, confidence }
  state.revision = {
    ...{ ...before, ...times, number, status, confidence, said_in: number, author },
    completed_on: completes ? day : before.completed_on,
    timescale_id: redated ? redate(writer, before, day) : before.timescale_id,
    reason: redated ? 'Agreed with the board' : null,
  }
  writer.insert('revision', state.revision)
  const evidence = completes ? JSON.stringify([{ title: `Closing note of ${ref}`, url: null }]) : '[]'
  const narrative = `${words[(place + round) % words.length]} ${words[(place * 3 + round) % words.length]}`
  const updateId = writer.insert('update', {
    ...{ plan_id, theme_id: null, on_as_written: null, on_start: day, on_end: day, on_precision: 'day' },
    ...{ status, confidence, narrative, next_step: null, evidence, said_by: author, on_behalf_of_id: null },
    ...{ section: null, note: null, ...times },
  })
  writer.insert('update_action', {
    update_id: updateId,
    action_id: actionId,
    revision: number,
    same_words_since: at,
  })
  writer.tell(at, author, 'action.revised', ref, { revision: number, changed })
  writer.tell(at, author, 'update.recorded', ref, { update: updateId, actions: [ref], by: author })
}

/** A new end date, half a year after the day. */
function redate(writer, before, day) {
  const old = writer.database.prepare('SELECT "end", first_end, times_redated FROM timescale WHERE id = ?')
  const { end, first_end, times_redated } = old.get(before.timescale_id)
  const later = new Date(Date.parse(`${day}T00:00:00Z`) + 2 * quarter).toISOString().slice(0, 10)
  return writer.insert('timescale', {
    ...{
      action_id: before.action_id,
      as_written: '[]',
      start: null,
      end: later,
      precision: 'day',
      basis: 'set',
    },
    ...{
      reason: 'Agreed with the board',
      first_end: first_end ?? later,
      times_redated: times_redated + (end ? 1 : 0),
    },
  })
}
