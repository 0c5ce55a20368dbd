/** One field that is wrong, and the sentence that says what is allowed. */
export interface FieldError {
  field: string
  message: string
}

/** An error that a client is told about. The public sentence and the logged cause are kept apart. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    detail: string,
    readonly errors?: FieldError[],
  ) {
    super(detail)
  }
}

export class NotSignedIn extends Problem {
  constructor() {
    super(401, 'Token needed', 'Send the token of this service as “Authorization: Bearer TOKEN”.')
  }
}

export class NotFound extends Problem {
  constructor(detail: string) {
    super(404, 'Not found', detail)
  }
}

export class Conflict extends Problem {
  constructor(detail: string) {
    super(409, 'Changed by somebody else', detail)
  }
}

/** Input that is refused, field by field. */
export class Refused extends Problem {
  constructor(errors: FieldError[]) {
    super(422, 'Refused', errors.map((error) => error.message).join(' '), errors)
  }
}
