import { randomInt } from 'node:crypto'
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { recordEvent } from '../../../platform/events/events.ts'
import { newId } from '../../../platform/database/ids.ts'
import type { World } from '../../../platform/world.ts'
import { getDecidedSubmission } from '../../submissions/queries/assessable.ts'
import { contentOf, getAchievement, getAwardedVersion, listComponents } from '../queries/achievements.ts'
import { findAward, listAwardsFrom, type Award } from '../queries/awards.ts'
import { listComponentAwards } from '../queries/medallions/earned.ts'
import { findCredentialOf, insertCredential } from '../queries/credentials.ts'
import { getIssuer } from '../queries/issuers.ts'
import { findNewestList, insertStatusList, markCredential, takePlace } from '../queries/status.ts'
import { achievementPath } from '../rules/achievement.ts'
import { unsignedCredential } from '../rules/credential.ts'
import { issuerDid } from '../rules/didweb.ts'
import type { ComponentCredential } from '../rules/issuing/components.ts'
import { misfitOf } from '../rules/issuing/strict.ts'
import { validUntilOf } from '../rules/issuing/validity.ts'
import { listUrl } from '../rules/status-list.ts'
import { digestOf, holderOf } from './issuing/holder.ts'
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
    const award = await findAward(tx, orgId, awardId, true)
    if (award === null) throw new Error(`The issuer ${orgId} made no award ${awardId}.`)
    const issued = await findCredentialOf(tx, orgId, awardId)
    if (issued !== null) return issued.id
    const at = now()
    const credentialId = newId()
    await writeCredential({ db: tx, config, now }, award, credentialId)
    if (award.state !== 'active') await markCredential(tx, { orgId, awardId, state: award.state, now: at })
    await recordEvent(
      tx,
      { type: 'credential.issued', orgId, subjectId: credentialId, actorId: null, payload: { awardId } },
      at,
    )
    return credentialId
  })
}

/**
 * Signs and writes a credential of an award that the caller holds and that has none in force. Throws when it is not as
 * Open Badges 3.0 wants it: it is never signed then, and the error names the field.
 */
export async function writeCredential(
  { db: tx, config, now }: Given & { db: Tx },
  award: Award,
  credentialId: string,
): Promise<void> {
  const { orgId, kind, versionId, awardedAt } = award
  const at = now()
  const { publicUrl, masterKey } = config
  const issuer = await getIssuer(tx, orgId)
  const months = kind === 'micro-credential' ? await monthsOf(tx, orgId, versionId) : null
  const validUntil = months === null ? null : validUntilOf(awardedAt, months)
  const components = await componentsOf({ db: tx, config, now }, award)
  const key = await signingKey(tx, { orgId, did: issuerDid(publicUrl, issuer.slug) }, masterKey, at)
  const { listId, index } = await choosePlace(tx, orgId, credentialId, at)
  const unsigned = unsignedCredential({
    publicUrl,
    credentialId,
    issuer,
    holder: await holderOf(tx, award.personId),
    achievement: await getAchievement(tx, { publicUrl, orgId, issuer, kind, versionId }),
    levels: await levelsOf(tx, award),
    hours: award.hours,
    components,
    recorded: award.submissionId === null,
    awardedAt,
    validUntil,
    status: { list: listUrl(publicUrl, listId), index },
  })
  const misfit = misfitOf(unsigned)
  if (misfit !== null) throw new Error(`The credential of the award ${award.id} is not signed: ${misfit}`)
  const document = await signCredential(unsigned, key, at)
  await insertCredential(tx, { orgId, id: credentialId, awardId: award.id, document, keyId: key.id, validUntil }, at)
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

async function monthsOf(tx: Tx, orgId: string, versionId: string): Promise<number | null> {
  const version = await getAwardedVersion(tx, orgId, 'micro-credential', versionId)
  return contentOf(version).validity?.months ?? null
}

/** The levels that an award's decision found, by criterion; none for a collection. */
export async function levelsOf(
  tx: Db,
  { sourceOrgId, submissionId }: Pick<Award, 'sourceOrgId' | 'submissionId'>,
): Promise<Record<string, string>> {
  return sourceOrgId === null || submissionId === null
    ? {}
    : (await getDecidedSubmission(tx, sourceOrgId, submissionId)).levels
}

/** The credentials that a collection is built on, each issued now where its own job has not come to it yet. */
async function componentsOf(given: Given & { db: Tx }, award: Award): Promise<ComponentCredential[]> {
  const { db: tx } = given
  const { kind, orgId } = award
  if (kind === 'micro-credential') return []
  if (kind === 'medallion') {
    const found: ComponentCredential[] = []
    for (const part of await listComponentAwards(tx, award))
      found.push(await componentOf(given, part, await getAwardedVersion(tx, part.orgId, part.kind, part.versionId)))
    return found
  }
  const inner = kind === 'stack' ? 'micro-credential' : 'stack'
  const earned = (await listAwardsFrom(tx, orgId, award.personId)).filter((each) => each.kind === inner)
  const found = new Map<string, ComponentCredential>()
  const { content } = await getAwardedVersion(tx, orgId, kind, award.versionId)
  const parts = await listComponents(tx, orgId, kind, content)
  for (const each of earned) {
    const version = await getAwardedVersion(tx, orgId, inner, each.versionId)
    const part = parts.find(({ slug }) => slug === version.slug)
    if (part !== undefined) found.set(part.slug, await componentOf(given, each, { ...version, title: part.title }))
  }
  return parts.flatMap(({ slug }) => found.get(slug) ?? [])
}

async function componentOf(
  { db: tx, config, now }: Given & { db: Tx },
  { orgId, id: awardId, kind, hours }: Pick<Award, 'orgId' | 'id' | 'kind' | 'hours'>,
  { slug, number, title }: { slug: string; number: number; title: string },
): Promise<ComponentCredential> {
  const id = await issueCredential({ db: tx, config, now }, { orgId, awardId })
  const credential = await findCredentialOf(tx, orgId, awardId)
  if (credential === null) throw new Error(`The credential ${id} was issued a moment ago.`)
  return {
    title,
    version: number,
    hours,
    achievementId: config.publicUrl + achievementPath(kind, slug, number),
    address: `${config.publicUrl}/credentials/${id}.json`,
    digest: digestOf(credential.document),
  }
}
