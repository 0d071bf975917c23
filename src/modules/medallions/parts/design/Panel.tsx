import type { ReactNode } from 'react'
import { hoursRange, inFigures, listWords, plural } from '../../../../ui/words/words.ts'
import { fieldId } from '../../../../ui/forms/field-id.ts'
import type { BrokenRule } from '../../rules/broken/rule.ts'
import { FEWEST_NEEDED, MOST_NEEDED, type MedallionContent } from '../../rules/content.ts'
import type { FrameworkCoverage, Overlap } from '../../rules/designing/coverage.ts'
import { fieldOf } from '../../rules/designing/form.ts'
import { petalsOf } from '../../rules/designing/petals.ts'
import type { Hours, StackShare } from '../../rules/designing/shape-of.ts'
import { MedallionDrawing } from '../MedallionDrawing.tsx'
import type { ShownPick } from './shown.ts'
import type { Qualified } from './use-qualified.ts'

interface Props {
  readonly content: MedallionContent
  readonly known: readonly ShownPick[]
  readonly needed: number
  readonly hours: Hours
  readonly stacks: readonly StackShare[]
  readonly coverage: readonly FrameworkCoverage[]
  readonly overlaps: readonly Overlap[]
  readonly broken: readonly BrokenRule[]
  readonly qualified: Qualified
  readonly titleOf: (slug: string) => string
  readonly children: ReactNode
}

/** "Ten needed": how many, and what that means against 8 to 12. */
function standing(needed: number): string {
  if (needed < FEWEST_NEEDED) return `Add ${plural(FEWEST_NEEDED - needed, 'more', 'more')}.`
  if (needed > MOST_NEEDED) return `That is ${needed - MOST_NEEDED} too many.`
  return needed === MOST_NEEDED ? 'No more can be needed.' : `You may add ${MOST_NEEDED - needed} more.`
}

/** The medallion as it will be struck, with what it asks for and what it touches: always beside the work. */
export function Panel(props: Props) {
  const { content, known, needed, hours, stacks, coverage, overlaps, broken, qualified, titleOf, children } = props
  return (
    <aside className="beside panel stackgap" aria-labelledby="panel-title" id="seen">
      <h2 id="panel-title" className="unseen">
        The medallion as it stands
      </h2>
      <MedallionDrawing monogram={content.monogram} petals={petalsOf(content, known)} size={352} />
      <Ruler needed={needed} />
      <output className="said">
        <b>
          {inFigures(needed)} needed
          {needed === 0 ? '' : `, ${hoursRange(hours.least, hours.most)}`}
        </b>
        <span>{standing(needed)}</span>
      </output>
      {children}
      <Mending content={content} broken={broken} />
      <section className="stackgap">
        <h3>Where they come from</h3>
        {stacks.length === 0 ? (
          <p className="soft small">Pick something, and its stack stands here.</p>
        ) : (
          <ul className="coverage">
            {stacks.map(({ slug, title, style, count }) => (
              <li key={slug} className={style.figure}>
                <span>{title}</span>
                <Ticks count={count} of={Math.max(6, count)} />
                <span className="num">{count}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
      {coverage.map((framework) => (
        <Framework key={`${framework.framework} ${framework.edition}`} coverage={framework} />
      ))}
      <section className="stackgap">
        <h3>Your educators</h3>
        <p className="small">{holdersInWords(qualified, needed)}</p>
      </section>
      {overlaps.length === 0 ? null : (
        <section className="stackgap">
          <h3>Shared with your other medallions</h3>
          <ul className="small">
            {overlaps.map(({ medallionId, title, shared, of }) => (
              <li key={medallionId}>
                <b>{title}</b>: {shared.length} of its {of} ({listWords(shared.map(titleOf))})
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  )
}

/** Twelve places; a mark under each that a medallion may end with. */
const Ruler = ({ needed }: { needed: number }) => (
  <div className="ruler" aria-hidden="true">
    {Array.from({ length: Math.max(MOST_NEEDED, Math.min(needed, 16)) }, (_, place) => (
      <i
        key={place}
        className={place < needed ? 'on' : undefined}
        data-end={place + 1 >= FEWEST_NEEDED && place + 1 <= MOST_NEEDED ? '' : undefined}
      />
    ))}
    <span>
      {FEWEST_NEEDED} to {MOST_NEEDED}
    </span>
  </div>
)

const Ticks = ({ count, of }: { count: number; of: number }) => (
  <span className="ticks" aria-hidden="true">
    {Array.from({ length: of }, (_, place) => (
      <i key={place} className={place < count ? 'on' : undefined} />
    ))}
  </span>
)

/** So many are shown at once; the rest are folded away. */
const FIRST = 4

function Mending({ content, broken }: { content: MedallionContent; broken: readonly BrokenRule[] }) {
  if (broken.length === 0) return <p className="small">Nothing stands in the way of publishing it.</p>
  const rows = broken.map((rule) => (
    <li key={`${rule.rule} ${rule.path.join('.')}`} className="no">
      <a href={`#${fieldId(fieldOf(content, rule.path))}`}>{rule.sentence}</a> {rule.mend}
    </li>
  ))
  return (
    <section className="stackgap small">
      <h3>Before it can be published</h3>
      <ul className="check">{rows.slice(0, FIRST)}</ul>
      {rows.length > FIRST ? (
        <details>
          <summary>{plural(rows.length - FIRST, 'thing')} more</summary>
          <ul className="check">{rows.slice(FIRST)}</ul>
        </details>
      ) : null}
    </section>
  )
}

function Framework({ coverage: { framework, edition, domains, gaps } }: { coverage: FrameworkCoverage }) {
  const touched = domains.flatMap(({ components }) => components.filter(({ count }) => count > 0)).length
  const all = domains.reduce((sum, { components }) => sum + components.length, 0)
  return (
    <section className="stackgap">
      <h3>
        {framework}, {edition}
      </h3>
      <ul className="coverage plain">
        {domains.map(({ domain, components }) => {
          const on = components.filter(({ count }) => count > 0).length
          return (
            <li key={domain}>
              <span>{domain}</span>
              <Ticks count={on} of={components.length} />
              <span className="num">
                {on} of {components.length}
              </span>
            </li>
          )
        })}
      </ul>
      <p className="small">
        {gaps.length === 0
          ? `Every domain is touched, and ${touched} of ${all} components.`
          : `Nothing touches ${listWords(gaps)} yet.`}
      </p>
      <details className="small">
        <summary>Components that no pick touches</summary>
        <ul>
          {domains.flatMap(({ components }) =>
            components
              .filter(({ count }) => count === 0)
              .map(({ code, name }) => (
                <li key={code}>
                  {code} {name}
                </li>
              )),
          )}
        </ul>
      </details>
    </section>
  )
}

function holdersInWords({ educators, qualified, oneLeft }: Qualified, needed: number): string {
  if (educators === 0) return 'Nobody works here as an educator yet.'
  const all = `Of your ${plural(educators, 'educator')}`
  if (needed === 0) return `${all}, those who have earned what you pick are counted here.`
  const would = qualified === 0 ? 'nobody would have it today' : `${inFigures(qualified)} would have it today`
  return `${all}, ${would}${oneLeft === 0 ? '' : `, and ${inFigures(oneLeft)} ${oneLeft === 1 ? 'lacks' : 'lack'} one thing only`}.`
}
