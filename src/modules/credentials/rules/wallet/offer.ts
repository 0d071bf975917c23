/** What a wallet is told before it fetches a credential (OpenID for Verifiable Credential Issuance 1.0). */

import { CREDENTIALS_V2, OPEN_BADGES } from '../contexts.ts'

export const PRE_AUTHORIZED = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'
export const PROOF_TYPE = 'openid4vci-proof+jwt'
export const TRANSACTION_CODE_LENGTH = 6

/** The forms in which a credential comes, by the names that our metadata gives them. */
export const CONFIGURATIONS = { OpenBadge_ldp_vc: 'ldp_vc', OpenBadge_jwt_vc_json: 'jwt_vc_json' } as const
export type Configuration = keyof typeof CONFIGURATIONS
export const isConfiguration = (name: unknown): name is Configuration =>
  typeof name === 'string' && Object.hasOwn(CONFIGURATIONS, name)

const TYPES = ['VerifiableCredential', 'OpenBadgeCredential']

export const walletIssuer = (publicUrl: string, slug: string): string => `${publicUrl}/organisations/${slug}`

/** Well-known addresses stand before the path of the issuer. */
export const wellKnown = (name: string): string => `/.well-known/${name}/organisations/:slug`

export function issuerMetadata(publicUrl: string, { slug, name }: { slug: string; name: string }) {
  const issuer = walletIssuer(publicUrl, slug)
  const shared = {
    cryptographic_binding_methods_supported: ['did:key', 'did:jwk', 'jwk'],
    proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['ES256', 'EdDSA'] } },
    credential_metadata: {
      display: [{ name: 'Open Badge', locale: 'en', logo: { uri: `${publicUrl}/favicon.svg`, alt_text: 'Mintmark' } }],
    },
  }
  return {
    credential_issuer: issuer,
    authorization_servers: [issuer],
    credential_endpoint: `${issuer}/wallet/credential`,
    nonce_endpoint: `${issuer}/wallet/nonce`,
    display: [{ name, locale: 'en' }],
    credential_configurations_supported: {
      OpenBadge_ldp_vc: {
        format: 'ldp_vc',
        credential_definition: { '@context': [CREDENTIALS_V2, OPEN_BADGES], type: TYPES },
        credential_signing_alg_values_supported: ['eddsa-rdfc-2022'],
        ...shared,
      },
      OpenBadge_jwt_vc_json: {
        format: 'jwt_vc_json',
        credential_definition: { type: TYPES },
        credential_signing_alg_values_supported: ['ES256'],
        ...shared,
      },
    } satisfies Record<Configuration, unknown>,
  }
}

export function authorizationMetadata(publicUrl: string, slug: string) {
  const issuer = walletIssuer(publicUrl, slug)
  return {
    issuer,
    token_endpoint: `${issuer}/wallet/token`,
    grant_types_supported: [PRE_AUTHORIZED],
    response_types_supported: [],
    token_endpoint_auth_methods_supported: ['none'],
    'pre-authorized_grant_anonymous_access_supported': true,
  }
}

export const credentialOffer = (publicUrl: string, slug: string, code: string) => ({
  credential_issuer: walletIssuer(publicUrl, slug),
  credential_configuration_ids: Object.keys(CONFIGURATIONS),
  grants: {
    [PRE_AUTHORIZED]: {
      'pre-authorized_code': code,
      tx_code: {
        input_mode: 'numeric',
        length: TRANSACTION_CODE_LENGTH,
        description: 'The code beside the QR code on your screen',
      },
    },
  },
})

/** The link that opens a wallet; the offer itself lies behind an address, so that the QR code stays easy to read. */
export const offerLink = (publicUrl: string, slug: string, code: string): string =>
  `openid-credential-offer://?credential_offer_uri=${encodeURIComponent(`${walletIssuer(publicUrl, slug)}/wallet/offers/${code}`)}`

/** Where the Learner Credential Wallet takes up the same offer; the address holds both codes. */
export const exchangeUrl = (publicUrl: string, slug: string, code: string, transactionCode: string): string =>
  `${walletIssuer(publicUrl, slug)}/wallet/exchanges/${code}/${transactionCode}`
