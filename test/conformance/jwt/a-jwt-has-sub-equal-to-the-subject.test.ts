// Open Badges 3.0, 8.2.4.6.1: "MUST have the sub claim, and the value MUST match the credentialSubject.id".
import { expect, test } from 'vitest'
import { signToken } from '#src/modules/credentials/commands/jwt.ts'
import { makeTokenIssuer, makeToken, signedCredential } from '#test/factories/tokens.ts'

test('a JWT has sub equal to the subject', () => {
  const { payload, credential } = makeToken('open-badges')
  expect(payload.sub).toBe((credential['credentialSubject'] as { id: string }).id)
})

test('a credential whose subject has no id gets no JWT', () => {
  const issuer = makeTokenIssuer()
  const credential = { ...signedCredential(issuer.did), credentialSubject: { type: ['AchievementSubject'] } }
  expect(() => signToken('open-badges', credential, issuer)).toThrow()
})
