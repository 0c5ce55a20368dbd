import { describe, expect, it } from '@jest/globals'
import { withoutSecrets } from './without-secrets.js'

describe('an address in the log', () => {
  it('holds no secret of a link', () => {
    const secret = 'axn4UwqO2CzTiTT9QNngmSk84iCXQol4AwgFxidhaYU'
    expect(withoutSecrets(`/sign-in/link/${secret}`)).toBe('/sign-in/link/...')
    expect(withoutSecrets(`/sign-in/link/${secret}?again=1`)).toBe('/sign-in/link/...?again=1')
    expect(withoutSecrets(`/answer/${secret}/lines/MER13-7.1`)).toBe('/answer/.../lines/MER13-7.1')
    expect(withoutSecrets(`/calendar/${secret}.ics`)).toBe('/calendar/....ics')
  })

  it('is otherwise as it was', () => {
    for (const path of [
      '/actions/MER13-7.1/history',
      '/agencies/department-for-communities-and-local-government',
      '/evidence/0123456789abcdef0123456789abcdef',
    ]) {
      expect(withoutSecrets(path)).toBe(path)
    }
  })
})
