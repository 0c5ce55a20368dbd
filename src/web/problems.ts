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

/** Somebody is signed in, and their rights do not open this. */
export class NotAllowed extends Problem {
  constructor(detail: string) {
    super(403, 'Not allowed', detail)
  }
}

/** Something else must be done first, on a page of its own: a browser is sent there. */
export class SomethingFirst extends Problem {
  constructor(
    detail: string,
    readonly path: string,
  ) {
    super(403, 'Something else comes first', detail)
  }
}

/** A form that no page of ours gave to this browser, or that is older than its session. */
export class FormExpired extends Problem {
  constructor() {
    super(
      403,
      'Form out of date',
      'This form is no longer valid: go back, reload the page and send it again. On the API, send the header X-CSRF-Token or use a token.',
    )
  }
}

/** Too many tries; how long to wait is said in seconds. */
export class TooManyTries extends Problem {
  constructor(
    detail: string,
    readonly retryAfter: number,
  ) {
    super(429, 'Too many tries', detail)
  }
}

/** The address exists and answers to other methods. */
export class WrongMethod extends Problem {
  /** The value of the header Allow. */
  readonly allowed: string

  constructor(methods: readonly string[]) {
    super(405, 'Method not allowed', 'This page cannot be asked for in this way.')
    this.allowed = methods.join(', ')
  }
}

/** The database does not answer. */
export class DatabaseGone extends Problem {
  constructor() {
    super(503, 'Database out of reach', 'The service cannot reach its records at the moment.')
  }
}

export class NotFound extends Problem {
  constructor(detail: string) {
    super(404, 'Not found', detail)
  }
}

export class Conflict extends Problem {
  constructor(detail: string, title = 'Changed by somebody else') {
    super(409, title, detail)
  }
}

/** Input that is refused, field by field. */
export class Refused extends Problem {
  constructor(errors: FieldError[]) {
    super(422, 'Refused', errors.map((error) => error.message).join(' '), errors)
  }
}
