import * as client from 'openid-client'
import { expect } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import { HOST_PATH } from '#src/modules/credentials/rules/host/discovery.ts'
import { ALL_SCOPES, STAY } from '#src/modules/credentials/rules/host/scopes.ts'
import type { TestWeb } from './web.ts'

const insecure = { execute: [client.allowInsecureRequests] }
export const BACK = 'http://127.0.0.1:9/back'

/** A badge service that knows a listening Mintmark from outside, and the browsers of the people it asks. */
export function badgeService(web: TestWeb) {
  const site = web.world.config.publicUrl
  let registered: Promise<client.Configuration> | null = null
  /** Registers once: who registers again and again from one address is refused. */
  const register = (): Promise<client.Configuration> =>
    (registered ??= client.dynamicClientRegistration(
      new URL(site),
      {
        client_name: 'A backpack',
        redirect_uris: [BACK],
        grant_types: ['authorization_code', 'refresh_token'],
        application_type: 'native',
      },
      undefined,
      { ...insecure, algorithm: 'oauth2' },
    ))

  /** A browser that keeps cookies, each for its path, and follows nothing by itself. */
  function browser(cookie: string) {
    const jar = new Map<string, { pair: string; path: string }>([['', { pair: cookie, path: '/' }]])
    return async (address: string | URL, fields?: Record<string, string>, now = cookie): Promise<Response> => {
      jar.set('', { pair: now, path: '/' })
      const url = new URL(address, site)
      const sent = [...jar.values()].filter(({ path }) => path === '/' || `${url.pathname}/`.startsWith(`${path}/`))
      const answer = await fetch(url, {
        redirect: 'manual',
        method: fields === undefined ? 'GET' : 'POST',
        headers: { cookie: sent.map(({ pair }) => pair).join('; '), origin: site },
        ...(fields === undefined ? {} : { body: new URLSearchParams(fields) }),
      })
      for (const line of answer.headers.getSetCookie()) {
        const [pair = ''] = line.split(';')
        jar.set(pair.split('=')[0] ?? '', { pair, path: /path=([^;]+)/i.exec(line)?.[1] ?? '/' })
      }
      return answer
    }
  }

  /** Registers, asks as a person in a browser, and answers; resolves with where the browser is sent in the end. */
  async function connect(person: Actor, answer: 'allow' | 'deny', scopes: readonly string[] = [...ALL_SCOPES, STAY]) {
    const config = await register()
    const verifier = client.randomPKCECodeVerifier()
    const state = client.randomState()
    const open = browser(await web.signIn(person.personId))
    const begin = await open(
      client.buildAuthorizationUrl(config, {
        redirect_uri: BACK,
        scope: scopes.join(' '),
        state,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      }),
    )
    const question = begin.headers.get('location') ?? ''
    expect(question).toMatch(/^\/connect\//)
    const answered = await open(`${question}/answer`, { answer, person: person.personId })
    expect(answered.headers.get('location')).toBe(`${question}?answered=${answer}`)
    const back = await open(question.replace('/connect/', '/oauth/authorize/'))
    const url = new URL(back.headers.get('location') ?? '')
    return {
      config,
      url,
      verifier,
      tokens: () => client.authorizationCodeGrant(config, url, { pkceCodeVerifier: verifier, expectedState: state }),
    }
  }

  async function asService(person: Actor, scopes?: readonly string[]) {
    const { config, tokens } = await connect(person, 'allow', scopes)
    const granted = await tokens()
    const ask = (path: string, init: RequestInit = {}, token = granted.access_token) => {
      const headers = new Headers(init.headers)
      headers.set('authorization', `Bearer ${token}`)
      return fetch(`${site}${HOST_PATH}${path}`, { ...init, headers })
    }
    return { config, granted, ask }
  }

  return { register, browser, connect, asService }
}
