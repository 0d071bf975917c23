import type { PagePick, PathStep, PathTerm } from '../../rules/pages/page.ts'

/** The order in which the picks are best earned, term by term; a choice is one step. */
export function Path({ terms }: { readonly terms: readonly PathTerm[] }) {
  return (
    <div className="terms">
      {terms.map(({ when, steps }, place) => (
        <section key={place} className="stackgap">
          {terms.length === 1 && when === '' ? null : <h3>{when || (place === 0 ? 'First' : 'Then')}</h3>}
          <ol className="path-steps" start={firstOf(terms, place)}>
            {steps.map((step) => (
              <li key={step.picks[0]?.slug}>
                <Step step={step} />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

const firstOf = (terms: readonly PathTerm[], place: number): number =>
  1 + terms.slice(0, place).reduce((count, { steps }) => count + steps.length, 0)

function Step({ step: { picks, choice } }: { readonly step: PathStep }) {
  if (choice === null) return picks.map((pick) => <Named key={pick.slug} pick={pick} />)
  return (
    <>
      <b>{choice.says}</b>
      {choice.title === '' ? null : <span className="state">{choice.title}</span>}
      <ul className="among">
        {picks.map((pick) => (
          <li key={pick.slug}>
            <Named pick={pick} />
          </li>
        ))}
      </ul>
    </>
  )
}

const Named = ({ pick: { slug, title, state } }: { readonly pick: PagePick }) =>
  state === 'unknown' ? title : <a href={`/micro-credentials/${slug}`}>{title}</a>
