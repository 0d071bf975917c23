import { generateKeyPairSync } from 'node:crypto'
import { signCredential } from '#src/modules/credentials/commands/sign.ts'
import { publicMultibase } from '#src/modules/credentials/rules/keys/multikey.ts'

/** A valid Open Badge of an issuer that nobody here knows. */
export async function foreignCredential(): Promise<Record<string, unknown>> {
  const { privateKey } = generateKeyPairSync('ed25519')
  const key = publicMultibase('Ed25519', privateKey)
  const did = `did:key:${key}`
  const unsigned = {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
    id: `urn:uuid:${crypto.randomUUID()}`,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: 'Trail Guide',
    issuer: { id: did, type: ['Profile'], name: 'The Park' },
    validFrom: '2026-01-01T00:00:00Z',
    credentialSubject: {
      id: 'urn:uuid:9ad0d0de-1f0b-4e2b-8d5e-1d2a3b4c5d6e',
      type: ['AchievementSubject'],
      achievement: {
        id: 'urn:uuid:7d0d7a52-0c53-4a57-8f51-0f0f4f6a1b2c',
        type: ['Achievement'],
        name: 'Trail Guide',
        description: 'Leads a group on a trail.',
        criteria: { narrative: 'Lead ten groups.' },
      },
    },
  }
  const text = await signCredential(unsigned, { method: `${did}#${key}`, privateKey }, new Date('2026-01-01T00:00:00Z'))
  return JSON.parse(text) as Record<string, unknown>
}
