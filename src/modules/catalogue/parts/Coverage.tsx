import { listWords } from '../../../ui/words.ts'

export interface AlignedComponent {
  readonly framework: string
  readonly edition: string
  readonly code: string
  readonly name: string
  /** Why it fits, or how often */
  readonly says: string
}

/** Alignments by framework and edition. Codes can be ours alone, so the name always stands beside them. */
export function Coverage({
  components,
  heading: Heading = 'h3',
}: {
  readonly components: readonly AlignedComponent[]
  readonly heading?: 'h3' | 'h4'
}) {
  const editions = Map.groupBy(components, ({ framework, edition }) => `${framework}, ${edition}`)
  const names = [...new Set(components.map(({ framework }) => framework))]
  return (
    <>
      {[...editions].map(([title, list]) => (
        <section key={title} className="stackgap">
          <Heading>{title}</Heading>
          <dl className="facts">
            {list.map(({ code, name, says }) => (
              <div key={code}>
                <dt>
                  {code} {name}
                </dt>
                <dd>{says}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      {names.length === 0 ? null : (
        <p className="small soft">
          These alignments are judgements of this catalogue’s authors. No owner of a framework ({listWords(names, 'or')}
          ) has reviewed or endorsed them.
        </p>
      )}
    </>
  )
}
