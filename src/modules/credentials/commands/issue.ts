import { createHash, randomBytes, randomInt } from 'node:crypto'
import { inTransaction, type Tx } from '../../../platform/database/database.ts'
import { recordEvent } from '../../../platform/events/events.ts'
import { newId } from '../../../platform/database/ids.ts'
import type { World } from '../../../platform/world.ts'
import { findPrimaryEmail, getPerson } from '../../people/queries/people.ts'
import { getDecidedSubmission } from '../../submissions/queries/assessable.ts'
import { getAchievement, getAwardedVersion, listComponents } from '../queries/achievements.ts'
import { findAward, listAwardsFrom, type Award } from '../queries/awards.ts'
import { findCredentialOf, insertCredential } from '../queries/credentials.ts'
import { getIssuer } from '../queries/issuers.ts'
import { findNewestList, insertStatusList, markCredential, takePlace } from '../queries/status.ts'
import { earnedWith } from '../rules/achievement.ts'
import { unsignedCredential, type Holder } from '../rules/credential.ts'
import { issuerDid } from '../rules/didweb.ts'
import { listUrl } from '../rules/status-list.ts'
import { signingKey } from './keys/signing.ts'
import { signCredential } from './sign.ts'

type Given = Pick<World, 'db' | 'config' | 'now'>

/**
 * Signs the credential of an award, once: a second run finds it and changes nothing. An award that was withdrawn
 * before its credential was issued gets one all the same, with its bit set.
 */
export async function issueCredential(
  { db, config, now }: Given,
  { orgId, awardId }: { orgId: string; awardId: string },
): Promise<string> {
  return inTransaction(db, async (tx) => {
    const at = now()
    const award = await findAward(tx, orgId, awardId, true)
    if (award === null) throw new Error(`The issuer ${orgId} made no award ${awardId}.`)
    const issued = await findCredentialOf(tx, orgId, awardId)
    if (issued !== null) return issued.id

    const { publicUrl, masterKey } = config
    const issuer = await getIssuer(tx, orgId)
    const key = await signingKey(tx, { orgId, did: issuerDid(publicUrl, issuer.slug) }, masterKey, at)
    const credentialId = newId()
    const { listId, index } = await choosePlace(tx, orgId, credentialId, at)
    const unsigned = unsignedCredential({
      publicUrl,
      credentialId,
      issuer,
      holder: await holderOf(tx, award.personId),
      achievement: await getAchievement(tx, { publicUrl, orgId, issuer, kind: award.kind, versionId: award.versionId }),
      levels: await levelsOf(tx, award),
      hours: award.hours,
      narrative: await narrativeOf(tx, award),
      awardedAt: award.awardedAt,
      status: { list: listUrl(publicUrl, listId), index },
    })
    const document = await signCredential(unsigned, key, at)
    await insertCredential(tx, { orgId, id: credentialId, awardId, document, keyId: key.id }, at)
    if (award.state !== 'active') await markCredential(tx, { orgId, awardId, state: award.state, now: at })
    await recordEvent(
      tx,
      { type: 'credential.issued', orgId, subjectId: credentialId, actorId: null, payload: { awardId } },
      at,
    )
    return credentialId
  })
}

/** After so many misses in a row a list is well filled, and a new one begins. */
const MOST_TRIES = 8

/** A random place in the issuer's newest list that no other credential has. */
async function choosePlace(
  tx: Tx,
  orgId: string,
  credentialId: string,
  at: Date,
): Promise<{ listId: string; index: number }> {
  let list = await findNewestList(tx, orgId)
  for (;;) {
    const { id: listId, size } = (list ??= await insertStatusList(tx, orgId, at))
    for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
      const index = randomInt(size)
      if (await takePlace(tx, { orgId, listId, index, credentialId })) return { listId, index }
    }
    list = null
  }
}

async function holderOf(tx: Tx, personId: string): Promise<Holder> {
  const person = await getPerson(tx, personId)
  const address = await findPrimaryEmail(tx, personId)
  return {
    personId,
    email: address?.verified === true ? hashedEmail(address.email, randomBytes(16).toString('hex')) : null,
    name: person.signName ? person.name : null,
  }
}

/** As Open Badges hashes an address: whoever knows it can check it, nobody can read it. */
export const hashedEmail = (email: string, salt: string): { hash: string; salt: string } => ({
  hash: `sha256$${createHash('sha256')
    .update(email + salt)
    .digest('hex')}`,
  salt,
})

async function levelsOf(tx: Tx, { sourceOrgId, submissionId }: Award): Promise<Record<string, string>> {
  return sourceOrgId === null || submissionId === null
    ? {}
    : (await getDecidedSubmission(tx, sourceOrgId, submissionId)).levels
}

async function narrativeOf(tx: Tx, award: Award): Promise<string | null> {
  const { kind, orgId } = award
  if (kind === 'micro-credential') return null
  const components = await listComponents(tx, orgId, kind, award.achievementId)
  const inner = kind === 'stack' ? 'micro-credential' : 'stack'
  const parts = await Promise.all(
    (await listAwardsFrom(tx, orgId, award.personId))
      .filter((each) => each.kind === inner)
      .map(async ({ versionId, hours }) => {
        const version = await getAwardedVersion(tx, orgId, inner, versionId)
        return { slug: version.slug, version: version.number, hours }
      }),
  )
  return earnedWith(
    components.flatMap(({ slug, title }) => {
      const part = parts.find((each) => each.slug === slug)
      return part === undefined ? [] : [{ ...part, title }]
    }),
  )
}
