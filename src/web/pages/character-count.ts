import { type Attributes, translationAttributes } from './attributes.js'

/** What the character count component is told of its limit and its words. */
interface CharacterCount {
  maxlength?: number
  maxwords?: number
  threshold?: number
  countType?: string
  textareaDescriptionText?: string
  charactersUnderLimitText?: Attributes
  charactersAtLimitText?: string
  charactersOverLimitText?: Attributes
  wordsUnderLimitText?: Attributes
  wordsAtLimitText?: string
  wordsOverLimitText?: Attributes
}

/** "You can enter up to 200 characters"; empty where only the script will know the limit. */
export function characterCountMessage(options: CharacterCount): string {
  const limit = limitOf(options)
  if (limit === undefined) return ''
  const unit = countTypeOf(options) === 'words' ? 'words' : 'characters'
  const message = options.textareaDescriptionText ?? `You can enter up to %{count} ${unit}`
  return message.replaceAll('%{count}', String(limit))
}

/** What the script of the component reads. */
export function characterCountAttributes(options: CharacterCount): Attributes {
  const onlyIfGiven = (value: unknown) => ({ value, optional: true })
  const { textareaDescriptionText } = options
  return {
    'data-module': 'govuk-character-count',
    'data-maxlength': onlyIfGiven(options.maxlength),
    'data-maxwords': onlyIfGiven(options.maxwords),
    'data-threshold': onlyIfGiven(options.threshold),
    'data-count-type': onlyIfGiven(countTypeOf(options)),
    ...translationAttributes({
      'textarea-description':
        limitOf(options) === undefined && textareaDescriptionText
          ? { other: textareaDescriptionText }
          : undefined,
      'characters-under-limit': options.charactersUnderLimitText,
      'characters-at-limit': options.charactersAtLimitText,
      'characters-over-limit': options.charactersOverLimitText,
      'words-under-limit': options.wordsUnderLimitText,
      'words-at-limit': options.wordsAtLimitText,
      'words-over-limit': options.wordsOverLimitText,
    }),
  }
}

const limitOf = ({ maxwords, maxlength }: CharacterCount) => maxwords ?? maxlength

const countTypeOf = ({ countType, maxwords }: CharacterCount) =>
  countType ?? (maxwords === undefined ? undefined : 'words')
