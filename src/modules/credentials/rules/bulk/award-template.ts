/** The credential of an award that was recorded in bulk, with slots for what differs from person to person. */

import type { Achievement, Issuer } from '../achievement.ts'
import { unsignedCredential } from '../credential.ts'
import type { Build, Slots } from '../rdf/template.ts'
import { listUrl } from '../status-list.ts'
import type { Form } from './filling.ts'

/** What the credentials of one template share. */
export type Shared = Form & {
  publicUrl: string
  issuer: Issuer
  achievement: Achievement
  hours: number
}

export const slotsOf = ({ expires, withEmail, withName }: Form): Slots => ({
  credential: 'token',
  person: 'token',
  at: 'literal',
  ...(expires ? { until: 'literal' } : {}),
  ...(withEmail ? { hash: 'literal', salt: 'literal' } : {}),
  ...(withName ? { name: 'literal' } : {}),
  list: 'token',
  index: 'token',
})

/** The very credential that single issuing would make of the same facts. */
export const buildOf =
  ({ publicUrl, issuer, achievement, hours, expires, withEmail, withName }: Shared): Build =>
  ({ credential = '', person = '', at = '', until = '', hash = '', salt = '', name = '', list = '', index = '' }) => {
    const url = listUrl(publicUrl, list)
    const made = unsignedCredential({
      publicUrl,
      credentialId: credential,
      issuer,
      holder: { personId: person, email: withEmail ? { hash, salt } : null, name: withName ? name : null },
      achievement,
      levels: {},
      hours,
      components: [],
      recorded: true,
      awardedAt: new Date(0),
      validUntil: expires ? new Date(0) : null,
      status: { list: url, index: 0 },
    })
    return {
      ...made,
      validFrom: at,
      awardedDate: at,
      ...(expires ? { validUntil: until } : {}),
      credentialStatus: { ...made.credentialStatus, id: `${url}#${index}`, statusListIndex: index },
    }
  }
