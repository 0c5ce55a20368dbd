/** How long nothing must be typed before the draft is kept. */
const pause = 15_000

/**
 * Keeps what is typed into a form as its draft, without a button being pressed: a session that ends meanwhile loses nothing.
 * Files are sent by the form's own buttons only.
 */
export function startKeepingDrafts() {
  for (const form of document.querySelectorAll('form[data-keep-draft]')) {
    let waiting
    form.addEventListener('input', () => {
      clearTimeout(waiting)
      waiting = setTimeout(() => keep(form), pause)
    })
    form.addEventListener('submit', () => clearTimeout(waiting))
  }
}

async function keep(form) {
  const typed = new FormData(form)
  typed.delete('file')
  typed.set('do', 'keep')
  const kept = await fetch(form.action, { method: 'POST', body: typed, redirect: 'manual' }).then(
    (answer) => answer.type === 'opaqueredirect' || answer.ok,
    () => false,
  )
  const time = new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  form.querySelector('[data-draft-kept]').textContent = kept
    ? `Your draft was saved at ${time}.`
    : 'Your draft could not be saved. Copy what you typed before you leave this page.'
}
