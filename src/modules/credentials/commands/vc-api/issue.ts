import { randomInt, randomUUID } from 'node:crypto'
import { derive, issue } from '@digitalbazaar/vc'
import { inTransaction } from '../../../../platform/database/database.ts'
import type { World } from '../../../../platform/world.ts'
import { findApiPlace, listApiPlaces, takeApiPlace, updateApiStatus } from '../../queries/vc-api.ts'
import { documentLoader } from '../../rules/contexts.ts'
import { unsignedStatusList } from '../../rules/credential.ts'
import { fits, isObject } from '../../rules/form/limits.ts'
import { encodeList, LIST_SIZE } from '../../rules/status-list.ts'
import { vcApiIssuer, type VcApiName } from '../../rules/vc-api/issuers.ts'
import { knownAs, PURPOSES, type Purpose } from '../../rules/vc-api/requests.ts'
import { disclosingSuite, signingSuite } from './suites.ts'

type Given = Pick<World, 'db' | 'config' | 'now'>

export type Made = { ok: true; credential: object } | { ok: false; detail: string }
const refuse = (detail: string): Made => ({ ok: false, detail })

/** What the library finds wrong with a document it tells by throwing; its sentence goes to the asker. */
const attempt = (make: () => Promise<object>): Promise<Made> =>
  make().then(
    (credential) => ({ ok: true, credential }),
    (error: unknown) => refuse(error instanceof Error ? error.message.slice(0, 500) : 'It cannot be signed.'),
  )

/** Signs what somebody sends, as the issuer that they chose; nothing is kept but the place in a status list. */
export async function issueByApi(
  { db, config, now }: Given,
  name: VcApiName,
  sent: Record<string, unknown>,
  {
    mandatoryPointers = [],
    credentialId,
  }: { mandatoryPointers?: string[] | undefined; credentialId?: string | undefined },
): Promise<Made> {
  const issuer = vcApiIssuer(name, config.secret)
  const read = fits(sent)
  if (!read.ok) return refuse(read.reason)
  const { credential } = read
  const named = isObject(credential['issuer']) ? credential['issuer']['id'] : credential['issuer']
  if (named !== issuer.did) return refuse(`The issuer of this endpoint is ${issuer.did}.`)
  const status = name === 'status' ? await statusEntries({ db, config, now }, credential, credentialId) : {}
  if (status === null) return refuse('It carries a status already, or an id that cannot have one, or had one before.')
  const suite = signingSuite(issuer, now(), mandatoryPointers)
  return attempt(() =>
    issue({ credential: { ...credential, ...status }, suite, documentLoader: documentLoader(), now: now() }),
  )
}

/** Shows only parts of a credential that carries an ecdsa-sd-2023 base proof. */
export async function deriveByApi(sent: Record<string, unknown>, selectivePointers: readonly string[]): Promise<Made> {
  const read = fits(sent)
  if (!read.ok) return refuse(read.reason)
  return attempt(() =>
    derive({
      verifiableCredential: read.credential,
      suite: disclosingSuite(selectivePointers),
      documentLoader: documentLoader(),
    }),
  )
}

export const apiListUrl = (publicUrl: string, purpose: Purpose): string => `${publicUrl}/vc-api/status/lists/${purpose}`

/** In a list that is 95 of 100 full, so many random places are all taken in one case of 28,000. */
const MOST_TRIES = 200

async function statusEntries(
  { db, config, now }: Given,
  credential: Record<string, unknown>,
  credentialId: string | undefined,
) {
  const { id: said = `urn:uuid:${randomUUID()}`, credentialStatus } = credential
  const id = knownAs.safeParse(credentialId ?? said).data
  if (id === undefined || credentialStatus !== undefined) return null
  const index = await inTransaction(db, async (tx) => {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      if ((await findApiPlace(tx, id)) !== null) return null
      const place = randomInt(LIST_SIZE)
      if (await takeApiPlace(tx, id, place, now())) return place
    }
    return null
  })
  if (index === null) return null
  return {
    credentialStatus: PURPOSES.map((purpose) => ({
      id: `${apiListUrl(config.publicUrl, purpose)}#${index}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: purpose,
      statusListIndex: String(index),
      statusListCredential: apiListUrl(config.publicUrl, purpose),
    })),
  }
}

/** Sets or clears the status of a credential that `/vc-api/status` issued; false when it issued none of this id. */
export const changeByApi = (
  { db }: Pick<World, 'db'>,
  change: { credentialId: string; purpose: Purpose; status: boolean },
): Promise<boolean> => updateApiStatus(db, change.credentialId, change.purpose, change.status)

/** The list of one purpose as it is now, signed. */
export async function apiStatusList({ db, config, now }: Given, purpose: Purpose): Promise<object> {
  const issuer = vcApiIssuer('status', config.secret)
  const bits = encodeList(LIST_SIZE, await listApiPlaces(db, purpose))
  return issue({
    credential: unsignedStatusList(apiListUrl(config.publicUrl, purpose), issuer.did, bits, now(), purpose),
    suite: signingSuite(issuer, now()),
    documentLoader: documentLoader(),
    now: now(),
  })
}
