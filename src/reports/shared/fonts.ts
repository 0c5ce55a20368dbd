import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** The one family of both reports. */
export const fontFamily = 'Source Sans 3'

const latin =
  'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,' +
  'U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD'
const latinExtended =
  'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,' +
  'U+20A0-20AB,U+20AD-20C4,U+2113,U+2C60-2C7F,U+A720-A7FF'

const faces = [
  { subset: 'latin', weight: 400, range: latin },
  { subset: 'latin', weight: 600, range: latin },
  { subset: 'latin-ext', weight: 400, range: latinExtended },
  { subset: 'latin-ext', weight: 600, range: latinExtended },
]

let cached: string | undefined

/** The `@font-face` rules with the fonts inside, so that a page needs nothing from the machine or the network. */
export function fontFaces(): string {
  cached ??= faces.map(fontFace).join('')
  return cached
}

function fontFace({ subset, weight, range }: (typeof faces)[number]): string {
  const { resolve } = createRequire(import.meta.url)
  const file = resolve(`@fontsource/source-sans-3/files/source-sans-3-${subset}-${weight}-normal.woff2`)
  const data = readFileSync(file).toString('base64')
  return `@font-face {
  font-family: '${fontFamily}'; font-style: normal; font-weight: ${weight};
  src: url(data:font/woff2;base64,${data}) format('woff2'); unicode-range: ${range}
}
`
}
