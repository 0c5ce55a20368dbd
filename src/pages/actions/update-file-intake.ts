import { Injectable } from '@nestjs/common'
import type { Person } from '../../accounts/person.js'
import { EvidenceFiles } from '../../updates/evidence-files.service.js'
import { safeFileName } from '../../updates/evidence-files.names.js'
import { sizeInWords } from './action-words.js'
import { mostFiles } from './update.form.js'
import { largestFile, type Upload } from './update-uploads.js'

/** Takes in the files that came with a form, as far as they are within the limits. */
@Injectable()
export class UpdateFileIntake {
  constructor(private readonly files: EvidenceFiles) {}

  /**
   * @param already how many files the update has
   * @returns the ids of those that are kept, and a sentence for each that is not
   */
  async take(
    person: Person,
    ref: string,
    already: number,
    uploads: readonly Upload[],
  ): Promise<{ given: string[]; refused: string[] }> {
    const whole: { name: string; bytes: Buffer }[] = []
    const refused: string[] = []
    for (const { name, bytes, left } of uploads) {
      if (left === 'too large')
        refused.push(`“${safeFileName(name)}” must be smaller than ${sizeInWords(largestFile)}.`)
      else if (bytes === null || already + whole.length >= mostFiles) {
        refused.push(`“${safeFileName(name)}” is one too many: an update can have ${mostFiles} files.`)
      } else whole.push({ name, bytes })
    }
    if (whole.length === 0) return { given: [], refused }
    const answer = await this.files.give(person, ref, whole)
    return { given: answer.given.map(({ id }) => id), refused: [...refused, ...answer.refused] }
  }
}
