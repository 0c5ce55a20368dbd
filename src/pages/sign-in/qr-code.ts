import { create } from 'qrcode'
import { html, type Markup } from '../../web/pages/html.js'

/** So much white around it is asked for by the standard. */
const margin = 4

/** A QR code as a picture in the page: black squares on white, as one path, without any style. */
export function qrCode(text: string, label: string): Markup {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  const squares = [...data].flatMap((dark, place) =>
    dark ? [`M${(place % size) + margin} ${Math.floor(place / size) + margin}h1v1h-1z`] : [],
  )
  const side = size + 2 * margin
  return html`<svg
    role="img"
    aria-label="${label}"
    viewBox="0 0 ${side} ${side}"
    width="240"
    height="240"
    shape-rendering="crispEdges"
  >
    <rect width="${side}" height="${side}" fill="#ffffff" />
    <path d="${squares.join('')}" fill="#000000" />
  </svg>`
}
