import { listWords } from '../../../ui/words/words.ts'
import { alignmentAnchor, type Alignment } from '../rules/content.ts'

type Component = Pick<Alignment, 'framework' | 'edition' | 'code' | 'name'>

/** The editions of the frameworks in their order; codes can be ours alone, so the name always stands beside them. */
const editionsOf = <T extends Component>(components: readonly T[]) => [
  ...Map.groupBy(components, ({ framework, edition }) => `${framework}, ${edition}`),
]

/** What one micro-credential is aligned to, and why. */
export function Alignments({ alignments }: { readonly alignments: readonly Alignment[] }) {
  return (
    <>
      {editionsOf(alignments).map(([title, list]) => (
        <section key={title} className="stackgap">
          <h3>{title}</h3>
          <dl className="facts">
            {list.map((alignment) => (
              <div key={alignment.code} id={alignmentAnchor(alignment)}>
                <dt>
                  {alignment.code} {alignment.name}
                </dt>
                <dd>{alignment.why}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <NotReviewed components={alignments} />
    </>
  )
}

interface CoverageProps {
  readonly components: readonly (Component & { readonly count: number })[]
  /** How many micro-credentials there are */
  readonly outOf: number
}

/** How many micro-credentials are aligned to each component. Stands where a stack's figure gives its ink. */
export function Coverage({ components, outOf }: CoverageProps) {
  return (
    <>
      {editionsOf(components).map(([title, list]) => (
        <section key={title} className="stackgap">
          <h3>{title}</h3>
          <ul className="coverage">
            {list.map(({ code, name, count }) => (
              <li key={code}>
                <span>
                  {code} {name}
                </span>
                <span className="ticks" aria-hidden="true">
                  {Array.from({ length: outOf }, (_, place) => (
                    <i key={place} className={place < count ? 'on' : undefined} />
                  ))}
                </span>
                <span className="num">
                  {count} of {outOf}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <NotReviewed components={components} />
    </>
  )
}

function NotReviewed({ components }: { readonly components: readonly Component[] }) {
  const names = [...new Set(components.map(({ framework }) => framework))]
  return names.length === 0 ? null : (
    <p className="small soft">
      These alignments are judgements of this catalogue’s authors. No owner of a framework ({listWords(names, 'or')})
      has reviewed or endorsed them.
    </p>
  )
}
