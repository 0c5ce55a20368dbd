import type { Delivery } from '../../../mail/post.js'

/** What became of a mail, so that an administrator knows what is left to do: "The invitation was sent to ...". */
export function deliveryInWords(letter: string, email: string, delivery: Delivery): string {
  if (delivery.how === 'sent') return `${letter} was sent to ${email}.`
  const kept = delivery.file === null ? '' : ` It is kept in ${delivery.file}.`
  return delivery.how === 'written'
    ? `${letter} to ${email} was not sent, since no mail server is set.${kept}`
    : `${letter} to ${email} could not be sent: the mail server did not take it.${kept} Send it again later.`
}
