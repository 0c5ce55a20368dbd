/**
 * Where there is no room beside the list, its filter is folded away behind a button. Without scripts it just stands above
 * the list. The stylesheet says where there is room.
 */
export function startFilterToggles() {
  for (const layout of document.querySelectorAll('[data-module="tl-filter"]')) addToggle(layout)
}

function addToggle(layout) {
  const filter = layout.querySelector('.tl-filter-layout__filter')
  if (!filter?.id) return
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'govuk-button govuk-button--secondary tl-filter-layout__toggle'
  button.setAttribute('aria-controls', filter.id)
  const fold = (closed) => {
    layout.classList.toggle('tl-filter-layout--closed', closed)
    button.setAttribute('aria-expanded', String(!closed))
    button.textContent = closed ? 'Show filter' : 'Hide filter'
  }
  button.addEventListener('click', () => fold(!layout.classList.contains('tl-filter-layout--closed')))
  // A filter with something wrong in it is not hidden from whoever is to mend it.
  fold(filter.querySelector('.govuk-error-message') === null)
  layout.insertBefore(button, filter)
}
