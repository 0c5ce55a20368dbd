/** What went wrong while a template was filled: in which, and which had called that one. */
export class TemplateError extends Error {
  /** @param templates the innermost first */
  constructor(
    readonly templates: readonly [string, ...string[]],
    override readonly cause: unknown,
  ) {
    const [template, ...callers] = templates
    const within = callers.map((caller) => `, in ${caller}`).join('')
    super(`templates/${template}.hbs${within}: ${cause instanceof Error ? cause.message : String(cause)}`)
    this.name = 'TemplateError'
  }
}

/** Runs a part of a template; an error then tells the way to where it happened. */
export function inTemplate<Result>(template: string, run: () => Result): Result {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof TemplateError)) throw new TemplateError([template], error)
    if (error.templates.includes(template)) throw error
    throw new TemplateError([...error.templates, template], error.cause)
  }
}
