import type { ReactNode } from 'react'

/** A term and what it is; a fact without an answer (null, undefined, '') is left out. */
export type Fact = readonly [term: string, answer: ReactNode]

/** `flow` sets the facts beside each other with small terms above, for a few short ones under a title. */
export function Facts({ facts, flow = false }: { readonly facts: readonly Fact[]; readonly flow?: boolean }) {
  const known = facts.filter(([, answer]) => answer !== null && answer !== undefined && answer !== '')
  return (
    <dl className={flow ? 'facts flow' : 'facts'}>
      {known.map(([term, answer]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{answer}</dd>
        </div>
      ))}
    </dl>
  )
}
