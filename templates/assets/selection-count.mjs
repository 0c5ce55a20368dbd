/**
 * Says how many of a list are selected: `<output data-selection-count>` in a form counts the checked boxes in the
 * tables of that form, other than the one that selects all.
 */
export function startSelectionCounts() {
  for (const output of document.querySelectorAll('output[data-selection-count]')) countIn(output)
}

function countIn(output) {
  const form = output.closest('form')
  if (!form) return
  const tell = () => {
    const count = form.querySelectorAll('tbody input[type="checkbox"]:checked').length
    output.textContent = count === 0 ? '' : `${count} selected`
  }
  // The box that selects all changes the others before the click reaches the form.
  for (const event of ['change', 'click']) form.addEventListener(event, () => queueMicrotask(tell))
  tell()
}
