import { createPublicKey } from 'node:crypto'
import fc from 'fast-check'
import { compactVerify, decodeProtectedHeader, SignJWT } from 'jose'
import { expect, test } from 'vitest'
import '#test/properties.ts'
import { makeTokenIssuer, signedCredential } from '#test/factories/tokens.ts'
import { readPublicMultibase } from '../rules/keys/multikey.ts'
import { signToken } from './jwt.ts'

const issuer = makeTokenIssuer()
const open = createPublicKey(issuer.privateKey)
const forms = fc.constantFrom('open-badges' as const, 'w3c' as const)

test('jose reads what we sign, and what jose signs from it is the same but for the signature', async () => {
  await fc.assert(
    fc.asyncProperty(forms, fc.jsonValue(), fc.string({ unit: 'binary' }), async (form, said, name) => {
      const credential = { ...signedCredential(issuer.did), said, name }
      const compact = signToken(form, credential, issuer)
      const { payload } = await compactVerify(compact, open, { algorithms: ['ES256'] })
      const claims = JSON.parse(Buffer.from(payload).toString()) as Record<string, unknown>
      expect([claims['said'], claims['name']]).toEqual(JSON.parse(JSON.stringify([said, name])))

      const { alg = '', ...header } = decodeProtectedHeader(compact)
      const theirs = await new SignJWT(claims).setProtectedHeader({ alg, ...header }).sign(issuer.privateKey)
      const parts = (token: string) => token.split('.').slice(0, 2)
      expect(parts(theirs)).toEqual(parts(compact))
    }),
  )
})

test('a token of another issuer’s key is refused', async () => {
  const compact = signToken('w3c', signedCredential(issuer.did), makeTokenIssuer())
  const ours = readPublicMultibase(issuer.publicMultibase)
  if (ours === null) throw new Error('The key of the issuer cannot be read.')
  await expect(compactVerify(compact, ours.key)).rejects.toThrow()
  await expect(compactVerify(signToken('w3c', signedCredential(issuer.did), issuer), ours.key)).resolves.toBeDefined()
})
