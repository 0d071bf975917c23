/** What people are told of a service that asks to be let in: only what cannot be made to look like something else. */

const isText = (value: unknown): value is string => typeof value === 'string'

/** What a service calls itself, on one line and of one direction. */
export function serviceName(client: Record<string, unknown>): string {
  const name = isText(client['client_name']) ? client['client_name'] : ''
  const plain = name
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return Array.from(plain).slice(0, 80).join('') || 'A service without a name'
}

/** Where an answer leads: a site by its name, an app by the word that opens it, which only an app can claim. */
export function servicePlace(address: string): string {
  const { protocol, host } = new URL(address)
  return protocol === 'https:' || protocol === 'http:' ? host : `an app on this device (${protocol.slice(0, 40)})`
}
