/**
 * Keeps a part of the page up to date: an element with an id and `data-refresh-url` is fetched again from that address
 * and replaced by the element of the same id in the answer, until that has no such attribute any more. Give it
 * `aria-live="polite"`, so that the change is told, and a link to the same address for those without scripts.
 */
const pause = 2_000
const longestPause = 30_000
/** An hour of waiting is too long for any report: whoever still waits loads the page again. */
const patience = 3_600_000

export function startRefreshing() {
  for (const element of document.querySelectorAll('[data-refresh-url][id]')) void keepFresh(element)
}

async function keepFresh(element) {
  const began = Date.now()
  let wait = pause
  while (element.dataset.refreshUrl && Date.now() - began < patience) {
    await passed(wait)
    // Nobody looks: the service is spared, and the page catches up when it is seen again.
    if (document.hidden) continue
    const fresh = await fetched(element)
    wait = fresh ? pause : Math.min(wait * 2, longestPause)
    if (fresh) bringUpToDate(element, fresh)
  }
}

const passed = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** The element as it is now, or null when the service does not answer with it. */
async function fetched(element) {
  try {
    const response = await fetch(element.dataset.refreshUrl, { headers: { Accept: 'text/html' } })
    if (!response.ok) return null
    const page = new DOMParser().parseFromString(await response.text(), 'text/html')
    return page.getElementById(element.id)
  } catch {
    return null
  }
}

/** Changes what has changed, and no more: what stays the same is neither read out again nor loses the focus. */
function bringUpToDate(element, fresh) {
  if (fresh.innerHTML !== element.innerHTML) element.replaceChildren(...fresh.childNodes)
  if (fresh.dataset.refreshUrl) element.dataset.refreshUrl = fresh.dataset.refreshUrl
  else delete element.dataset.refreshUrl
  element.className = fresh.className
}
