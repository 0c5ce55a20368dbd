/** No agency has that slug. */
export class AgencyNotFound extends Error {
  constructor(slug: string) {
    super(`There is no agency “${slug}” in the register.`)
  }
}

/** A change of an agency that the rules refuse: the field, and the sentence that the administrator is shown. */
export class AgencyRefused extends Error {
  constructor(readonly errors: { field: 'alias' | 'into' | 'reason'; message: string }[]) {
    super(errors.map(({ message }) => message).join(' '))
  }
}
