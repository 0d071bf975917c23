import { Pip } from '../../../ui/StepList.tsx'
import { Seal } from '../../../ui/Seal.tsx'
import { badgeMedal, stackRing, type Inking, type StackStyle } from '../rules/emblems/emblems.ts'

export interface MedalPiece {
  /** The micro-credential's slug: it decides the drawing */
  readonly id: string
  readonly title: string
  readonly inking: Inking
}

export interface MedalStack {
  readonly style: StackStyle
  readonly pieces: readonly MedalPiece[]
}

interface Props {
  readonly stacks: readonly MedalStack[]
  /** In px, as wide as it is seen at most */
  readonly size: number
  /** The letters in the middle of a badge; a single stack without them is drawn as its ring */
  readonly monogram?: string
  /** The list beside the drawing: shown, or only spoken where the page shows the same list anyway */
  readonly list?: 'shown' | 'spoken'
}

const SAYS = { untouched: 'Not started', progress: 'In progress', earned: 'Earned' } satisfies Record<Inking, string>
const PIPS = { untouched: 'open', progress: 'half', earned: 'full' } as const

/** A badge or a stack as its drawing, and beside it in words the state of every emblem in it. */
export function Medal({ stacks, size, monogram, list = 'shown' }: Props) {
  const [first] = stacks
  const drawing =
    monogram === undefined && first !== undefined ? stackRing(first, size, '') : badgeMedal(stacks, size, monogram, '')
  return (
    <figure>
      <Seal svg={drawing} />
      <figcaption className={list === 'shown' ? undefined : 'unseen'}>
        {stacks.map(({ style, pieces }) => (
          <div key={style.numeral}>
            <p className="small">
              <b>{style.title}</b>: {pieces.filter(({ inking }) => inking === 'earned').length} of {pieces.length}{' '}
              earned
            </p>
            <ul className="states">
              {pieces.map(({ id, title, inking }) => (
                <li key={id}>
                  <Pip inking={PIPS[inking]} />
                  {list === 'shown' ? <a href={`/micro-credentials/${id}`}>{title}</a> : title}
                  <span className="state">{SAYS[inking]}</span>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </figcaption>
    </figure>
  )
}
