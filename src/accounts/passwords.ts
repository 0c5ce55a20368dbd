import { Injectable } from '@nestjs/common'
import { hash, verify } from '@node-rs/argon2'

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Hashes passwords, and knows them again. */
@Injectable()
export class Passwords {
  /** Compared with where there is no account, so that an answer takes as long for either. */
  private readonly nobodys = hash('nobody has this password', cost)

  async hash(password: string): Promise<string> {
    return hash(password.normalize('NFKC'), cost)
  }

  /** Whether it is the password; with no hash to compare it is not, after the same time. */
  async matches(password: string, kept: string | null): Promise<boolean> {
    const right = await verify(kept ?? (await this.nobodys), password.normalize('NFKC'))
    return right && kept !== null
  }
}
