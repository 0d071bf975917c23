/** The Open Badges 3.0 credential of an award, before it is signed. It carries no evidence and no assessor. */

import { timestamp } from './issuing/timestamp.ts'
import { earnedWith, levelId, profileOf, resultId, type Achievement, type Issuer } from './achievement.ts'
import { CREDENTIALS_V2, EXTENSIONS, OPEN_BADGES } from './contexts.ts'
import { componentResults, relatedResources, type ComponentCredential } from './issuing/components.ts'
import { entryId } from './status-list.ts'

export type Holder = {
  personId: string
  /** `sha256$` and the hex digest of the address followed by the salt; null when no address is verified. */
  email: { hash: string; salt: string } | null
  /** Signed only if the person wishes; null otherwise. */
  name: string | null
}

export type CredentialFacts = {
  publicUrl: string
  credentialId: string
  issuer: Issuer
  holder: Holder
  achievement: Achievement
  /** The level reached on each criterion, by their ids in the rubric; empty for a collection. */
  levels: Readonly<Record<string, string>>
  /** Hours of professional learning that were really earned. */
  hours: number
  /** What a collection was earned with; empty for a micro-credential. */
  components: readonly ComponentCredential[]
  /** No assessor scored it here: the issuer's registrar recorded it. */
  recorded: boolean
  awardedAt: Date
  /** Null when it never runs out. */
  validUntil: Date | null
  status: { list: string; index: number }
}

/** Where the newest credential of the same award is found. */
export const refreshUrl = (publicUrl: string, credentialId: string): string =>
  `${publicUrl}/credentials/${credentialId}/refresh`

/** What an award is that nobody scored here: its issuer says so, and of no level that it was reached. */
const recordedBy = ({ name }: Issuer, achievement: Achievement): string =>
  `Recorded by the registrar of ${name}. The record names no results, so this credential says nothing of ${
    'resultDescription' in achievement ? 'how each criterion was met' : 'what it was earned with'
  }.`

/**
 * No credentialSchema is named: it would lead verifiers to fetch a schema over the network. The credential follows the
 * strict schema all the same (issuing/strict.ts).
 */
export function unsignedCredential(facts: CredentialFacts) {
  const { publicUrl, credentialId, issuer, holder, achievement, levels, components, awardedAt, validUntil, status } =
    facts
  const described = 'resultDescription' in achievement ? achievement.resultDescription.map(({ id }) => id) : []
  const reached = Object.entries(levels)
    .map(([criterionId, level]) => ({
      type: ['Result'],
      resultDescription: resultId(achievement.id, criterionId),
      achievedLevel: levelId(achievement.id, criterionId, level),
    }))
    .filter(({ resultDescription }) => described.includes(resultDescription))
    .toSorted((a, b) => described.indexOf(a.resultDescription) - described.indexOf(b.resultDescription))
  const narrative =
    components.length > 0 ? earnedWith(components) : facts.recorded ? recordedBy(issuer, achievement) : null
  const result = [...reached, ...componentResults(components)]
  const identity = holder.email && {
    type: 'IdentityObject',
    hashed: true,
    identityHash: holder.email.hash,
    identityType: 'emailAddress',
    salt: holder.email.salt,
  }
  // What is the same for everybody who earned it stands first, so that many are hashed from there on.
  return {
    '@context': [CREDENTIALS_V2, OPEN_BADGES, EXTENSIONS],
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: achievement.name,
    description: achievement.description,
    issuer: profileOf(publicUrl, issuer),
    credentialSubject: {
      type: ['AchievementSubject'],
      achievement,
      creditsEarned: facts.hours,
      ...(narrative === null ? {} : { narrative }),
      id: `urn:uuid:${holder.personId}`,
      ...(holder.name === null ? {} : { name: holder.name }),
      ...(identity === null ? {} : { identifier: [identity] }),
      ...(result.length === 0 ? {} : { result }),
    },
    id: `urn:uuid:${credentialId}`,
    validFrom: timestamp(awardedAt),
    ...(validUntil === null ? {} : { validUntil: timestamp(validUntil) }),
    awardedDate: timestamp(awardedAt),
    credentialStatus: {
      id: entryId(status.list, status.index),
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: String(status.index),
      statusListCredential: status.list,
    },
    refreshService: { id: refreshUrl(publicUrl, credentialId), type: '1EdTechCredentialRefresh' },
    ...(components.length === 0 ? {} : { relatedResource: relatedResources(components) }),
  }
}

/** How long a verifier may go by a list that it has, in milliseconds: a revocation is believed within a minute. */
const LIST_LASTS = 60_000

/** One of an issuer's two lists of what is not in force, before it is signed. */
export const unsignedStatusList = (
  list: string,
  issuerId: string,
  encodedList: string,
  now: Date,
  statusPurpose: 'revocation' | 'suspension' = 'revocation',
) => ({
  '@context': [CREDENTIALS_V2],
  id: list,
  type: ['VerifiableCredential', 'BitstringStatusListCredential'],
  issuer: issuerId,
  validFrom: timestamp(now),
  credentialSubject: {
    id: `${list}#list`,
    type: 'BitstringStatusList',
    statusPurpose,
    encodedList,
    ttl: LIST_LASTS,
  },
})
