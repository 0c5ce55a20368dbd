import { extname } from 'node:path'

const longest = 200

/**
 * The name of a file as it may be stored and shown: without folders, control characters and marks that turn the
 * direction of writing, and no longer than a name has to be.
 */
export function safeFileName(given: string): string {
  const last = given.normalize('NFC').split(/[/\\]/u).at(-1) ?? ''
  const name = last
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu, '')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s.]+|[\s.]+$/gu, '')
  return shortened(name || 'file')
}

/** Cut in the middle of a long name, so that its ending still says what it is. */
function shortened(name: string): string {
  if (name.length <= longest) return name
  const ending = extname(name).slice(0, 12)
  const beginning = name.slice(0, longest - ending.length).replace(/[\ud800-\udbff]$/u, '')
  return beginning + ending
}
