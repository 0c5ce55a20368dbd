import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Injectable } from '@nestjs/common'
import Handlebars from 'handlebars'

/** What a person is written: plain text, as every mail program shows it. */
export interface Letter {
  to: string
  subject: string
  text: string
  /** What it is known by among the letters of this service, so that a second sending is the same mail; left out, it is a new one. */
  id?: string
}

const folder = fileURLToPath(new URL('../../templates/mail/', import.meta.url))
const subjectLine = /^Subject: (.+)\n\n/u

/** Writes letters of the templates in `templates/mail/`: the first line is the subject, the rest is the text. */
@Injectable()
export class Letters {
  private readonly templates = new Map<string, Handlebars.TemplateDelegate<object>>()

  /** The letter of that name, filled. A letter is no markup: nothing in it is escaped. */
  write(name: string, to: string, model: object): Letter {
    const filled = this.template(name)(model)
    const subject = subjectLine.exec(filled)?.[1]
    if (subject === undefined) throw new Error(`templates/mail/${name}.hbs must begin with its subject.`)
    return { to, subject, text: filled.replace(subjectLine, '') }
  }

  private template(name: string): Handlebars.TemplateDelegate<object> {
    let template = this.templates.get(name)
    if (!template) {
      const source = readFileSync(`${folder}${name}.hbs`, 'utf8')
      template = Handlebars.create().compile<object>(source, { strict: true, noEscape: true })
      this.templates.set(name, template)
    }
    return template
  }
}
