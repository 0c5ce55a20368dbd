/** No action has that ref, or none had it by that moment. */
export class ActionNotFound extends Error {
  constructor(readonly ref: string) {
    super(`There is no action “${ref}” in the register.`)
  }
}

/** Somebody else changed the action first. Nothing was written. */
export class RevisionConflict extends Error {
  constructor(
    readonly ref: string,
    readonly given: number,
    readonly current: number,
  ) {
    super(
      `${ref} has changed since you read it: you sent revision ${given}, the register is at revision ${current}. ` +
        'Nothing was saved. Read the action again and repeat your update on its current revision.',
    )
  }
}

/** A change that the rules refuse, with the field and the sentence that the user is shown. */
export class ChangeRefused extends Error {
  constructor(readonly errors: { field: string; message: string }[]) {
    super(errors.map((error) => error.message).join(' '))
  }
}

/** The action is there, and this person may not see or change it. */
export class NotYours extends Error {
  constructor(
    readonly ref: string,
    wish: 'see' | 'update',
  ) {
    super(`Your account does not let you ${wish} ${ref}: it belongs to other agencies or another plan.`)
  }
}
