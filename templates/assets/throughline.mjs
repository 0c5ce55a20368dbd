/**
 * The script of every page. Each page works without it; with it, components of the Design System become easier to use,
 * a report that is being made says by itself when it is ready, and what is typed into an update is kept as its draft.
 */
import { initAll as startGovukComponents } from 'govuk-frontend'
import { initAll as startMojComponents } from '@ministryofjustice/frontend'
import { startFilterToggles } from './filter-toggle.mjs'
import { startKeepingDrafts } from './keep-draft.mjs'
import { startRefreshing } from './refresh.mjs'
import { startSelectionCounts } from './selection-count.mjs'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')

startGovukComponents()
startMojComponents()
startFilterToggles()
startSelectionCounts()
startRefreshing()
startKeepingDrafts()
