import { emblem } from '../../../catalogue/rules/emblems/emblems.ts'
import { Hours } from '../../../../ui/words/Hours.tsx'
import { Seal } from '../../../../ui/Seal.tsx'
import { inFigures } from '../../../../ui/words/words.ts'
import type { ShownPick } from './shown.ts'

interface Props {
  /** What of the catalogue is shown, in its order */
  readonly rows: readonly ShownPick[]
  readonly picked: ReadonlySet<string>
  /** Of how many educators the holders are */
  readonly educators: number
}

/** The catalogue by stacks, each micro-credential with a tick. What is picked and not shown keeps its tick unseen. */
export function Picks({ rows, picked, educators }: Props) {
  const shown = new Set(rows.map(({ slug }) => slug))
  return (
    <>
      {[...picked]
        .filter((slug) => !shown.has(slug))
        .map((slug) => (
          <input
            key={slug}
            type="checkbox"
            className="unseen"
            hidden
            name="pick"
            value={slug}
            defaultChecked
            readOnly
          />
        ))}
      {[...Map.groupBy(rows, ({ stack }) => stack.slug)].map(([slug, list]) => {
        const style = list[0]?.stack.style
        return style === undefined ? null : (
          <fieldset key={slug} className={style.figure}>
            <legend>
              <h3>
                <span className="numeral">{style.numeral}</span> {style.title}
              </h3>
            </legend>
            {list.map((row) => (
              <PickRow key={row.slug} row={row} picked={picked.has(row.slug)} educators={educators} />
            ))}
          </fieldset>
        )
      })}
    </>
  )
}

function PickRow({ row, picked, educators }: { row: ShownPick; picked: boolean; educators: number }) {
  const { slug, title, stack, state, hours, holders } = row
  return (
    <label className="row pick" htmlFor={`field-pick-${slug}`}>
      <input type="checkbox" id={`field-pick-${slug}`} name="pick" value={slug} defaultChecked={picked} />
      <Seal svg={emblem(slug, stack.style, picked ? 'earned' : 'untouched', 40, '')} />
      <span className="named">
        {title}
        <span className="state">
          {state === 'published'
            ? holders === 0
              ? null
              : `${inFigures(holders)} of your ${inFigures(educators)} educators ${holders === 1 ? 'has' : 'have'} it`
            : state === 'outline'
              ? 'Still being written'
              : 'Retired'}
        </span>
      </span>
      <Hours hours={hours} />
    </label>
  )
}
