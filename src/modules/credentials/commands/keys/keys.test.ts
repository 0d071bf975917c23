import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { inTransaction } from '#src/platform/database/database.ts'
import { newId } from '#src/platform/database/ids.ts'
import { testDatabase } from '#test/database/database.ts'
import { makePublisher, NOON } from '#test/factories/factories.ts'
import { listKeys } from '../../queries/keys.ts'
import { decryptPrivate, encryptPrivate } from './seal.ts'
import { signingKey } from './signing.ts'

const { db } = await testDatabase()
const master = Buffer.alloc(32, 7)

describe('a private key at rest', () => {
  const id = newId()
  const stored = encryptPrivate('zSecret', id, master)

  test('is read with the same master key under the same name, and with nothing else', () => {
    expect(decryptPrivate(stored, id, master)).toBe('zSecret')
    expect(stored.includes('zSecret')).toBe(false)
    expect(() => decryptPrivate(stored, newId(), master)).toThrow()
    expect(() => decryptPrivate(stored, id, randomBytes(32))).toThrow()
  })

  test('is refused when any byte of it was changed', () => {
    for (let at = 0; at < stored.length; at++) {
      const changed = Buffer.from(stored)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => decryptPrivate(changed, id, master)).toThrow()
    }
  })

  test('never looks the same twice', () => {
    expect(encryptPrivate('zSecret', id, master).equals(stored)).toBe(false)
  })
})

test('an issuer gets one key of each algorithm, however many need them first', async () => {
  const publisher = await makePublisher(db)
  const issuer = { orgId: publisher.id, did: 'did:web:test.example:organisations:x' }
  const keys = await Promise.all(
    (['Ed25519', 'P-256', 'Ed25519', 'P-256', 'Ed25519'] as const).map((algorithm) =>
      inTransaction(db, (tx) => signingKey(tx, issuer, master, NOON, algorithm)),
    ),
  )
  expect(new Set(keys.map(({ id, algorithm }) => `${algorithm} ${id}`)).size).toBe(2)
  expect((await listKeys(db, publisher.id)).map(({ state }) => state)).toEqual(['active', 'active'])
  const events = await db.selectFrom('event').select('type').where('type', '=', 'issuer_key.made').execute()
  expect(events).toHaveLength(2)
})
