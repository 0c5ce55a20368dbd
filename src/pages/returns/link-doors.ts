import { Injectable } from '@nestjs/common'
import { ReturnLinks } from '../../commissions/messages/return-links.js'
import { Problem } from '../../web/problems.js'
import { doorOfLink, type ReturnDoor } from './return-door.js'

/** A link that opens nothing: forged, ended, revoked, or of a round that is closed. Which of these is nobody's business. */
export class LinkEnded extends Problem {
  constructor() {
    super(410, 'This link does not open a return any more', 'Its time is over, or it was taken back.')
  }
}

/** Opens returns to those who come by a mailed link. */
@Injectable()
export class LinkDoors {
  constructor(private readonly links: ReturnLinks) {}

  /** @throws LinkEnded */
  async open(token: string): Promise<ReturnDoor> {
    const link = await this.links.open(token)
    if (!link) throw new LinkEnded()
    return doorOfLink(link, token)
  }
}
