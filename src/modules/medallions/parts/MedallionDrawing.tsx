import { medallionSeal, type Petal } from '../../catalogue/rules/emblems/emblems.ts'
import { Seal } from '../../../ui/Seal.tsx'

interface Props {
  readonly monogram: string
  /** One for each that is needed; with fewer than eight the petals still to come stand empty */
  readonly petals: readonly Petal[]
  /** In px, as wide as it is seen at most */
  readonly size: number
}

/** A medallion as its drawing alone: whoever shows it says in words beside it what it is made of. */
export const MedallionDrawing = ({ monogram, petals, size }: Props) => (
  <Seal svg={medallionSeal(monogramOf(monogram), petals, size, '')} />
)

/** What can stand in the middle of a drawing: letters alone, since they go into it as they are. */
const monogramOf = (text: string): string => /^\p{L}{1,3}/u.exec(text.trim())?.[0] ?? ''
