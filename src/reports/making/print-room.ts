import { Injectable } from '@nestjs/common'
import { Printer } from '../../print/printer.service.js'
import type { Rendered } from './compose.js'
import { Composer } from './composer.service.js'
import type { Edition } from '../editions/edition.entity.js'
import { EditionStore } from '../editions/edition-store.js'
import type { EditionStamp } from '../shared/frame.js'
import { type Variant, whole } from '../editions/variant.js'

/** A page and its print. */
export interface Printed {
  html: string
  pdf: Buffer
  title: string
  marking: string | null
}

/** Makes HTML and PDF of an edition's data: the same data, words, stamp and variant give the same bytes. */
@Injectable()
export class PrintRoom {
  constructor(
    private readonly composer: Composer,
    private readonly store: EditionStore,
    private readonly printer: Printer,
  ) {}

  /** The page. @throws NoSuchVariant */
  async html(edition: Edition, stamp: EditionStamp, variant: Variant = whole): Promise<Rendered> {
    const exempt = variant.of === 'exempt' ? (await this.store.request(edition)).written.exempt : null
    return this.composer.render({ kind: edition.kind, data: edition.data, stamp }, variant, exempt)
  }

  /** The page and its print. @throws NoSuchVariant */
  async produce(edition: Edition, stamp: EditionStamp, variant: Variant = whole): Promise<Printed> {
    return this.printOf(edition, await this.html(edition, stamp, variant))
  }

  private async printOf(edition: Edition, { html, title, marking }: Rendered): Promise<Printed> {
    return { html, title, marking, pdf: await this.printer.print(html, { title, dated: edition.knownBy }) }
  }
}
