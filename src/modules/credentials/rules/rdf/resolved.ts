/**
 * How jsonld.js gets the contexts that a document names. Its own way copies every definition for every node and works
 * out the words of each type anew, which is nine tenths of its time. Here contexts that were worked out are kept, and
 * shared instead of copied: jsonld.js changes a context only before it hands it over.
 */

import type { ActiveContext, ContextResolver, ProcessedContext, ResolvedContext } from 'jsonld'
import type { DocumentLoader } from '../contexts.ts'
import { Kept } from './bounds/kept.ts'

/** The bundled contexts and the words of their types are far fewer; documents that bring their own come and go. */
const MOST_CONTEXTS = 200
/** One and the same context is added to few others, unless a document wants to fill memory. */
const MOST_OUTCOMES = 10
const LONGEST_KEPT = 20_000
/** What nothing more is written into. */
type Settled = WeakSet<ActiveContext>

class Resolved implements ResolvedContext {
  readonly document: object | null
  readonly #settled: Settled
  readonly #bundled: boolean
  readonly #processed = new Kept<ActiveContext, ProcessedContext>(MOST_OUTCOMES)

  constructor(document: object | null, settled: Settled, bundled: boolean) {
    this.document = document
    this.#settled = settled
    this.#bundled = bundled
  }

  getProcessed(active: ActiveContext): ProcessedContext | undefined {
    const key = this.#keyOf(active)
    return key === null ? undefined : this.#processed.get(key)
  }

  setProcessed(active: ActiveContext, processed: ProcessedContext): void {
    const key = this.#keyOf(active)
    const { context } = processed
    context.clone = shallowCopy
    context.revertToPreviousContext = previous
    delete context.copyOf
    this.#settled.add(context)
    if (key !== null) this.#processed.set(key, processed)
  }

  /**
   * What decides on the outcome: for a bundled context, the one it is added to; for the words of a type, the one that
   * they hold in, of which jsonld.js made a copy a moment ago. Null where something else decides too.
   */
  #keyOf(active: ActiveContext): ActiveContext | null {
    if (this.#bundled) return active
    const { copyOf, previousContext } = active
    const ofType = copyOf !== undefined && copyOf === previousContext && this.#settled.has(copyOf)
    return ofType && this.document !== null && !('@propagate' in this.document) ? copyOf : null
  }
}

/** With the members that jsonld.js copies, and without those that it forgets (`@direction`): the bytes must be the same. */
function shallowCopy(this: ActiveContext): ActiveContext {
  const { mappings, clone, getInverse, previousContext, revertToPreviousContext } = this
  const copy: ActiveContext = {
    mappings: new Map(mappings),
    clone,
    inverse: null,
    getInverse,
    protected: { ...this.protected },
    revertToPreviousContext,
    copyOf: this,
  }
  if (previousContext !== undefined) copy.previousContext = asCopied(previousContext)
  for (const keyword of ['@base', '@language', '@vocab'] as const) if (keyword in this) copy[keyword] = this[keyword]
  return copy
}

function previous(this: ActiveContext): ActiveContext {
  return this.previousContext === undefined ? this : asCopied(this.previousContext)
}

/** jsonld.js copies a context whenever it goes back to it; only where the copy differs does it matter. */
const asCopied = (context: ActiveContext): ActiveContext => ('@direction' in context ? context.clone() : context)

/** Opens what jsonld.js takes as `contextResolver`; `load` knows the bundled contexts alone. */
export function openResolver(load: DocumentLoader): ContextResolver {
  const settled: Settled = new WeakSet()
  const bundled = new Kept<string, readonly Resolved[]>(MOST_CONTEXTS)
  const inline = new Kept<string, Resolved>(MOST_CONTEXTS)

  const resolveOne = async (context: unknown): Promise<readonly Resolved[]> => {
    if (context === null) return [new Resolved(null, settled, false)]
    if (typeof context === 'object') {
      const text = JSON.stringify(context)
      const known = inline.get(text) ?? new Resolved(context, settled, false)
      if (text.length <= LONGEST_KEPT) inline.set(text, known)
      return [known]
    }
    if (typeof context !== 'string') throw new Error('A context is neither an address nor an object.')
    const known = bundled.get(context)
    if (known !== undefined) return known
    const { document } = await load(context)
    const parts: unknown[] = '@context' in document ? [document['@context']].flat() : []
    if (!parts.every((part) => typeof part === 'object' && part !== null))
      throw new Error(`The context ${context} names others, which no bundled one does.`)
    const made = parts.map((part) => new Resolved(part, settled, true))
    bundled.set(context, made)
    return made
  }

  return {
    resolve: async ({ context }) => {
      const inner: unknown =
        typeof context === 'object' && context !== null && '@context' in context ? context['@context'] : context
      const all: Resolved[] = []
      for (const each of Array.isArray(inner) ? (inner as readonly unknown[]) : [inner])
        all.push(...(await resolveOne(each)))
      return all
    },
  }
}
