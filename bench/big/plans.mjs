/** The plans of made-up boroughs, some two hundred actions in each, every action after the model of one of the seed. */

const publishedOn = '2017-03-01'
const knownFrom = `${publishedOn}T00:00:00.000Z`
const recordedAt = '2017-03-06T09:00:00.000Z'
const author = 'Throughline (benchmark)'
const perPlan = 200
const themesPerPlan = 7

export function makePlans(writer, count) {
  const models = readModels(writer)
  const publisher = writer.all('SELECT publisher_id, programme_id, licence FROM plan ORDER BY id LIMIT 1')[0]
  for (let made = 0, number = 1; made < count; number += 1) {
    const actions = Math.min(perPlan, count - made)
    makePlan(writer, { ...publisher, number, actions, models: rotated(models, made) })
    made += actions
  }
}

/** Everything that hangs on the seed's actions, to be repeated. */
function readModels(writer) {
  const of = (sql) => {
    const byAction = new Map()
    for (const { action_id: id, ...row } of writer.all(sql))
      byAction.set(id, [...(byAction.get(id) ?? []), row])
    return byAction
  }
  const quotes = of('SELECT action_id, position, section, quote, note FROM source ORDER BY id')
  const steps = of('SELECT action_id, position, text, section FROM step ORDER BY id')
  const mentions = of('SELECT action_id, agency_id, as_written FROM mention ORDER BY id')
  const assigned = of(
    `SELECT action_id, role, position, agency_id, provisional, as_written FROM assignment
    WHERE set_in_revision = 1 ORDER BY id`,
  )
  const dates = of(
    `SELECT t.action_id, t.as_written, t.start, t."end", t.precision, t.basis, t.reason, t.first_end, t.times_redated
    FROM timescale t JOIN revision r ON r.timescale_id = t.id AND r.number = 1 ORDER BY t.id`,
  )
  return writer
    .all(
      `SELECT a.id, a.kind, a.term, a.text, a.note, r.title FROM action a
      JOIN revision r ON r.action_id = a.id AND r.number = 1 ORDER BY a.id`,
    )
    .map(({ id, ...model }) => {
      const here = (map) => map.get(id) ?? []
      const timescale = here(dates)[0]
      return {
        ...{ ...model, timescale, quotes: here(quotes), steps: here(steps) },
        ...{ mentions: here(mentions), assigned: here(assigned) },
      }
    })
}

function makePlan(writer, { publisher_id, programme_id, licence, number, actions, models }) {
  const slug = `borough-${number}-2017`
  const title = `Action plan of made-up borough ${number}`
  const planId = writer.insert('plan', {
    ...{ slug, programme_id, title, publisher_id, publisher_as_written: null, published_as_written: null },
    ...{
      published_start: publishedOn,
      published_end: publishedOn,
      published_precision: 'day',
      published_note: null,
    },
    ...{ standing: 'final', geography: 'borough', area: `Borough ${number}`, marking: null, licence },
    ...{ note: null, known_from: knownFrom, recorded_at: recordedAt },
  })
  writer.tell(recordedAt, author, 'plan.published', slug, { title, publishedOn })
  const themes = Array.from({ length: themesPerPlan }, (_, index) =>
    writer.insert('theme', {
      plan_id: planId,
      position: index + 1,
      code: `T${index + 1}`,
      title: `Theme ${index + 1}`,
    }),
  )
  for (let position = 1; position <= actions; position += 1) {
    const theme_id = themes[Math.floor(((position - 1) * themesPerPlan) / actions)]
    const ref = `B${String(number).padStart(2, '0')}-${String(position).padStart(3, '0')}`
    makeAction(writer, { ref, plan_id: planId, theme_id, position }, models[position % models.length], slug)
  }
}

function makeAction(writer, place, { title, timescale, quotes, steps, mentions, assigned, ...words }, plan) {
  const times = { known_from: knownFrom, recorded_at: recordedAt }
  const actionId = writer.insert('action', { ...place, ...words, revision: 1, ...times })
  for (const quote of quotes) writer.insert('source', { action_id: actionId, ...quote })
  for (const mention of mentions) writer.insert('mention', { action_id: actionId, ...mention })
  const timescaleId = writer.insert('timescale', { action_id: actionId, ...moved(timescale) })
  writer.insert('revision', {
    ...{
      action_id: actionId,
      number: 1,
      title,
      status: 'not_started',
      status_reason: null,
      completed_on: null,
    },
    ...{
      confidence: 'none',
      timescale_id: timescaleId,
      assignments_set_in: 1,
      said_in: null,
      author,
      reason: null,
    },
    ...times,
  })
  for (const row of assigned) writer.insert('assignment', { action_id: actionId, set_in_revision: 1, ...row })
  for (const [index, step] of steps.entries()) {
    const ref = `${place.ref}.${index + 1}`
    const stepId = writer.insert('step', { action_id: actionId, ref, ...step })
    writer.insert('step_state', { step_id: stepId, set_in_revision: 1, status: 'not_started' })
  }
  writer.tell(recordedAt, author, 'action.promised', place.ref, { plan, title, knownFrom })
}

/** The model's dates, five years on. */
function moved(timescale) {
  const later = (day) =>
    day === null ? null : `${Number(day.slice(0, 4)) + 5}${day.slice(4).replace('-02-29', '-02-28')}`
  const { start, end, first_end } = timescale
  return { ...timescale, start: later(start), end: later(end), first_end: later(first_end) }
}

const rotated = (items, by) => [...items.slice(by % items.length), ...items.slice(0, by % items.length)]
