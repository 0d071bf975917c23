// What Mintmark uses of the two packages that turn JSON-LD into canonical RDF. The types on npm know neither the safe
// mode nor the processing of contexts.

declare module 'jsonld' {
  export type Term = { termType: string; value: string }
  export type Quad = {
    subject: Term
    predicate: Term
    object: Term & { datatype?: Term; language?: string }
    graph: Term
  }
  export type TermDefinition = {
    '@id': string
    '@type'?: string
    '@container'?: string[]
    '@context'?: unknown
    '@language'?: unknown
    '@direction'?: unknown
    '@nest'?: unknown
    '@index'?: unknown
    reverse?: boolean
    _prefix?: boolean
  }
  export type ActiveContext = {
    mappings: Map<string, TermDefinition | null>
    protected: Record<string, boolean>
    inverse: null
    getInverse: unknown
    previousContext?: ActiveContext
    clone: (this: ActiveContext) => ActiveContext
    revertToPreviousContext: (this: ActiveContext) => ActiveContext
    /** Ours, see resolved.ts. */
    copyOf?: ActiveContext
    '@base'?: unknown
    '@vocab'?: unknown
    '@language'?: unknown
    '@direction'?: unknown
  }
  export type ProcessedContext = { context: ActiveContext; events: unknown[] }
  export type ResolvedContext = {
    document: object | null
    getProcessed(active: ActiveContext): ProcessedContext | undefined
    setProcessed(active: ActiveContext, processed: ProcessedContext): void
  }
  export type ContextResolver = {
    resolve(given: { activeCtx: ActiveContext; context: unknown }): Promise<ResolvedContext[]>
  }
  export type Options = {
    contextResolver?: ContextResolver
    documentLoader: (
      url: string,
    ) => Promise<{ contextUrl: null; documentUrl: string; document: object; tag?: 'static' }>
    base: null
    safe: true
    rdfDirection: 'i18n-datatype'
    produceGeneralizedRdf: false
    propagate?: boolean
  }
  const jsonld: {
    toRDF(document: object, options: Options): Promise<Quad[]>
    processContext(active: object, local: unknown, options: Options): Promise<ActiveContext>
  }
  export default jsonld
}

declare module 'rdf-canonize' {
  const canonizer: {
    canonize(
      dataset: object[],
      options: {
        algorithm: 'RDFC-1.0'
        format: 'application/n-quads'
        messageDigestAlgorithm: 'sha256' | 'sha384'
        maxWorkFactor: number
        /** Minus one leaves the limit to `maxWorkFactor`. */
        maxDeepIterations: number
      },
    ): Promise<string>
  }
  export default canonizer
}
