import { Conflict } from '../web/problems.js'
import type { EditablePart } from './writing/editable-part.js'
import type { PrintState } from './editions/edition-state.js'

/** No edition has that id. */
export class EditionNotFound extends Error {
  constructor(id: string) {
    super(`There is no report “${id}”.`)
  }
}

/** The edition has no bytes: it waits, or its print failed. */
export class NotPrinted extends Error {
  constructor(id: string, state: PrintState, failure: string | null) {
    super(
      state === 'failed'
        ? `${id} could not be printed: ${failure ?? 'no reason was kept'} Ask for the report again.`
        : `${id} is not printed yet (${state}). Try again in a few seconds.`,
    )
  }
}

/** The register cannot give such a report: the field and the sentence. */
export class ReportRefused extends Error {
  constructor(
    readonly field: 'kind' | 'plan' | 'asAt' | 'audience' | 'marking' | 'wordsOf',
    message: string,
  ) {
    super(message)
  }
}

/** Somebody else has saved the part since it was read: both versions are here, so that nothing typed is lost. */
export class PartConflict extends Conflict {
  constructor(
    /** The part as it now stands. */
    readonly current: EditablePart,
    /** What was sent. */
    readonly typed: unknown,
  ) {
    super(
      current.savedBy === null
        ? `${current.label} has not been saved by anybody yet: its version is 0. Save it again.`
        : `${current.label} was saved by ${current.savedBy} since you opened it (version ${current.revision}). ` +
            'Read it, put the two together and save again.',
    )
  }
}

/** The printed files could not be written; the message says where and how to mend it. */
export class NotKept extends Error {
  constructor(folder: string, cause: unknown) {
    const { code } = cause as { code?: string }
    const why =
      code === 'ENOSPC'
        ? 'there is no disk space left: free some'
        : `${code ?? String(cause)}: give this user write access to it`
    super(
      `The report was printed, but the folder ${folder} could not take it (${why}, or set REPORTS_DIR).`,
      { cause },
    )
  }
}
