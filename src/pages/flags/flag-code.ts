import { type FlagCode, flagCodes } from '../../register/flags.js'
import { NotFound } from '../../web/problems.js'

/** @throws NotFound when no rule has that code */
export function flagCodeOf(given: string): FlagCode {
  const code = flagCodes.find((one) => one === given)
  if (code === undefined) throw new NotFound(`There is no assurance rule “${given}”.`)
  return code
}
