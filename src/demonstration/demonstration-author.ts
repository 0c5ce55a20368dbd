/** The author of what nobody of the story does. */
export const demonstrationAuthor = { name: 'Throughline (demonstration)' }
