/** What is wrong with one field of a form: the sentence says what is allowed. */
export interface FormProblem {
  /** "sections.2.filledBy" */
  field: string
  message: string
}

const placeWords: Record<string, (place: number) => string> = {
  sections: (place) => `Section ${place} in order`,
  frontBlock: (place) => `Row ${place} of the front block`,
  planColumns: (place) => `Column ${place} of the action plan`,
  paragraphs: (place) => `Paragraph ${place} in order`,
  glossary: (place) => `Term ${place} of the glossary`,
}

/** A sentence about a place in a form. */
export function problem(path: readonly string[], told: string): FormProblem {
  const [list = '', index = ''] = path[0] === 'form' ? path.slice(1) : path
  const place = /^\d+$/u.test(index) ? placeWords[list]?.(Number(index) + 1) : undefined
  return { field: path.join('.'), message: `${place === undefined ? '' : `${place}: `}${told}.` }
}
