// Controlled Identifiers 1.0, 2.2.2: the headers 0xed01 (Ed25519) and 0x8024 (P-256), told by a foreign library.
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey'
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey'
import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { publicMultibase } from '#src/modules/credentials/rules/keys/multikey.ts'

test('a Multikey tells its algorithm', async () => {
  const ed = publicMultibase('Ed25519', generateKeyPairSync('ed25519').privateKey)
  const p = publicMultibase('P-256', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)
  const key = (publicKeyMultibase: string) => ({
    type: 'Multikey',
    id: 'urn:x',
    controller: 'urn:y',
    publicKeyMultibase,
  })
  expect((await Ed25519Multikey.from(key(ed))).verifier().algorithm).toBe('Ed25519')
  expect((await EcdsaMultikey.from(key(p))).verifier().algorithm).toBe('P-256')
})
