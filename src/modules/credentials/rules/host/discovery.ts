/** The description by which other badge services find this host: an OpenAPI document, as Open Badges 3.0 wants it. */

import { ALL_SCOPES, SCOPE_WORDS, STAY } from './scopes.ts'

/** Where the authorization server listens, under the address of this installation. */
export const OAUTH = {
  authorization: '/oauth/authorize',
  token: '/oauth/token',
  registration: '/oauth/register',
  revocation: '/oauth/revoke',
  jwks: '/oauth/jwks',
} as const

export const HOST_PATH = '/ims/ob/v3p0'

const answer = (description: string) => ({ description })

export const serviceDescription = (publicUrl: string) => ({
  openapi: '3.0.1',
  info: {
    title: 'Mintmark: Open Badges 3.0 host',
    description: 'Educators move their credentials in and out.',
    version: '3.0',
    termsOfService: `${publicUrl}/privacy`,
    'x-imssf-image': `${publicUrl}/favicon.svg`,
    'x-imssf-privacyPolicyUrl': `${publicUrl}/privacy`,
  },
  servers: [{ url: `${publicUrl}${HOST_PATH}` }],
  paths: {
    '/credentials': {
      get: { operationId: 'getCredentials', responses: { 200: answer('The credentials of the person') } },
      post: {
        operationId: 'upsertCredential',
        responses: { 200: answer('It was here and is renewed'), 201: answer('It is new here') },
      },
    },
    '/profile': {
      get: { operationId: 'getProfile', responses: { 200: answer('The profile of the person') } },
      put: { operationId: 'putProfile', responses: { 200: answer('The profile as it is now') } },
    },
    '/discovery': {
      get: { operationId: 'getServiceDescription', responses: { 200: answer('This document') }, security: [] },
    },
  },
  components: {
    securitySchemes: {
      OAuth2ACG: {
        type: 'oauth2',
        description: 'OAuth 2.0 authorization code with PKCE (S256)',
        'x-imssf-name': 'Mintmark',
        'x-imssf-registrationUrl': publicUrl + OAUTH.registration,
        'x-imssf-privacyPolicyUrl': `${publicUrl}/privacy`,
        'x-imssf-termsOfServiceUrl': `${publicUrl}/privacy`,
        flows: {
          authorizationCode: {
            authorizationUrl: publicUrl + OAUTH.authorization,
            tokenUrl: publicUrl + OAUTH.token,
            refreshUrl: publicUrl + OAUTH.token,
            scopes: {
              ...Object.fromEntries(ALL_SCOPES.map((scope) => [scope, SCOPE_WORDS[scope]])),
              [STAY]: 'Stay connected without asking again',
            },
          },
        },
      },
    },
  },
  security: [{ OAuth2ACG: ALL_SCOPES }],
})
