import { randomBytes } from 'node:crypto'

const folder = '/evidence/'

/** A new id for a file: random, so that the address of a file tells nothing of it and cannot be guessed. */
export function newEvidenceId(): string {
  return randomBytes(24).toString('base64url')
}

/** Where a file of this service is read: what stands as `url` in an update. */
export function evidenceAddress(id: string): string {
  return folder + id
}

/** The id in the address of a file of this service; null for any other address. */
export function evidenceIdOf(url: string | null | undefined): string | null {
  return url?.startsWith(folder) ? url.slice(folder.length) : null
}

/** Whether a text is the address of a file of this service. */
export function isEvidenceAddress(text: string): boolean {
  return /^\/evidence\/[\w-]{32}$/u.test(text)
}
