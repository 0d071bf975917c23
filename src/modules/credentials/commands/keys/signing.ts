import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { Tx } from '../../../../platform/database/database.ts'
import { recordEvent } from '../../../../platform/events/events.ts'
import { newId } from '../../../../platform/database/ids.ts'
import { holdActiveKey, insertActiveKey, type IssuerKey } from '../../queries/keys.ts'
import { methodId } from '../../rules/didweb.ts'
import { ISSUER_ALGORITHMS, type IssuerAlgorithm } from '../../rules/keys/issuer-key.ts'
import { publicMultibase, readPair, secretMultibase } from '../../rules/keys/multikey.ts'
import { decryptPrivate, encryptPrivate } from './seal.ts'

/** `method` is the verification method by which others find the public half. */
export type SigningKey = {
  id: string
  method: string
  algorithm: IssuerAlgorithm
  publicMultibase: string
  privateKey: KeyObject
}

/**
 * The issuer's key for signing, which nobody replaces before this transaction ends. Made on the first need, once,
 * however many ask at the same moment; the keys of every algorithm together, so that a verifier which remembers the
 * issuer's document from its first day knows them all.
 */
export async function signingKey(
  tx: Tx,
  issuer: { orgId: string; did: string },
  masterKey: Buffer,
  now: Date,
  algorithm: IssuerAlgorithm = 'Ed25519',
): Promise<SigningKey> {
  const { orgId, did } = issuer
  const found = await holdActiveKey(tx, orgId, algorithm)
  if (found === null)
    for (const each of ISSUER_ALGORITHMS) {
      const made = await makeKey(tx, { orgId, algorithm: each, masterKey, now })
      if (made !== null)
        await recordEvent(tx, { type: 'issuer_key.made', orgId, subjectId: made, actorId: null, payload: {} }, now)
    }
  const active = found ?? (await holdActiveKey(tx, orgId, algorithm))
  if (active === null) throw new Error(`The issuer ${orgId} has no ${algorithm} key although one was just made.`)
  const { id, publicMultibase: publicText } = active
  const { key } = readPair(publicText, privateHalf(active, masterKey))
  return { id, method: methodId(did, publicText), algorithm, publicMultibase: publicText, privateKey: key }
}

/** A new key that signs from now on; null when the issuer has one of this algorithm that signs already. */
export async function makeKey(
  tx: Tx,
  { orgId, algorithm, masterKey, now }: { orgId: string; algorithm: IssuerAlgorithm; masterKey: Buffer; now: Date },
): Promise<string | null> {
  const id = newId()
  const { privateKey } =
    algorithm === 'Ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: algorithm })
  const made = await insertActiveKey(
    tx,
    {
      orgId,
      id,
      algorithm,
      publicMultibase: publicMultibase(algorithm, privateKey),
      privateEncrypted: encryptPrivate(secretMultibase(algorithm, privateKey), id, masterKey),
    },
    now,
  )
  return made ? id : null
}

/** Throws when the key is retired, and when the master key is not the one that it was encrypted with. */
function privateHalf({ id, privateEncrypted }: IssuerKey, masterKey: Buffer): string {
  if (privateEncrypted === null) throw new Error(`The key ${id} is retired.`)
  try {
    return decryptPrivate(privateEncrypted, id, masterKey)
  } catch (cause) {
    throw new Error(`The key ${id} cannot be decrypted: it was encrypted with another master key.`, { cause })
  }
}

/** Whether a key could sign: its private half is there, and this master key reads it. */
export function canSign(key: IssuerKey, masterKey: Buffer): boolean {
  try {
    return privateHalf(key, masterKey) !== ''
  } catch {
    return false
  }
}
