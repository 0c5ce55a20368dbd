import { SettingsError } from './config/settings.js'
import { DatabaseUnusable } from './database/open-database.js'
import { PrintError } from './print/print-errors.js'
import { ReportNotPrinted } from './prepare.js'
import { EditionNotFound, ReportRefused } from './reports/report-errors.js'
import { SeedFileError } from './seeding/read-seeds.js'
import { AssetsMissing } from './web/pages/assets.js'

/** A command that was typed wrong: the message is the sentence to print. */
export class UsageError extends Error {}

/** What was checked is not as it should be: the message says where. */
export class NotVerified extends Error {}

const spoken = [
  ...[SettingsError, DatabaseUnusable, PrintError, ReportNotPrinted, ReportRefused, EditionNotFound],
  ...[SeedFileError, UsageError, NotVerified, AssetsMissing],
]

/** One sentence for a failure that a person can mend, or null when it is a fault of ours. */
export function sentenceFor(error: unknown): string | null {
  if (spoken.some((kind) => error instanceof kind)) return (error as Error).message
  const {
    code,
    port = 0,
    address = '',
    hostname = '',
    path,
  } = error as {
    code?: string
    port?: number
    address?: string
    hostname?: string
    path?: string
  }
  const where = path ?? 'its folder'
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another program: stop that one, or start with another, as in PORT=3001 npm start.`
    case 'EADDRNOTAVAIL':
      return `This machine has no address ${address}: set HOST to one that it has, such as 127.0.0.1.`
    case 'EACCES':
      if (port) return `Port ${port} may only be used by an administrator: set PORT to 1024 or more.`
      return `${where} cannot be written: give this user write access to it, or set DATA_DIR and REPORTS_DIR.`
    case 'EPERM':
    case 'EROFS':
      return `${where} cannot be written: give this user write access to it, or set DATA_DIR and REPORTS_DIR.`
    case 'ENOENT':
      return `${where} cannot be written: its folder does not exist.`
    case 'EISDIR':
      return `${where} is a folder: name a file in it.`
    case 'EEXIST':
    case 'ENOTDIR':
      return `${where} is not a folder: set DATA_DIR and REPORTS_DIR to folders.`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The name ${hostname} is not known to this machine: set HOST or DATABASE_URL to one that is.`
    case 'ENOSPC':
      return `There is no disk space left for ${where}: free some and start again.`
    default:
      return null
  }
}

/** Runs a command; a failure is told in one sentence, and the exit code is 1. */
export async function runTold(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    const sentence = sentenceFor(error)
    console.error(sentence ?? error)
    process.exitCode = 1
  }
}
