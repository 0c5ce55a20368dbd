import { NotFound } from '../../web/problems.js'

/** The number in an address. @throws NotFound with the sentence where it is none */
export function idInAddress(text: string, missing: string): number {
  if (!/^[1-9]\d{0,8}$/u.test(text)) throw new NotFound(missing)
  return Number(text)
}
