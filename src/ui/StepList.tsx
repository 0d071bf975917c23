import type { ReactNode } from 'react'

/** Hairline, half inked, inked: not begun, under way, complete. */
export type Inking = 'open' | 'half' | 'full'

/** The mark alone says nothing to a screen reader: the state always stands beside it in words. */
export function Pip({ inking }: { readonly inking: Inking }) {
  return <span className={inking === 'open' ? 'pip' : `pip ${inking}`} aria-hidden="true" />
}

export interface Step {
  readonly name: string
  /** The state in words: "117 of 250 words", "Not started" */
  readonly fact: ReactNode
  readonly inking: Inking
  /** Without one the step is told, not linked */
  readonly href?: string | undefined
  readonly current?: boolean
}

/** Steps of one piece of work. `label` names the landmark; leave it out where the list is no navigation. */
export function StepList({ steps, label }: { readonly steps: readonly Step[]; readonly label?: string }) {
  const list = (
    <ol className="steps">
      {steps.map(({ name, fact, inking, href, current }) => {
        const words = (
          <>
            <span className="name">{name}</span>
            <small>{fact}</small>
          </>
        )
        const here = current ? 'step' : undefined
        return (
          <li key={name}>
            <Pip inking={inking} />
            {href === undefined ? (
              <span aria-current={here}>{words}</span>
            ) : (
              <a href={href} aria-current={here}>
                {words}
              </a>
            )}
          </li>
        )
      })}
    </ol>
  )
  return label === undefined ? list : <nav aria-label={label}>{list}</nav>
}
