import type { Petal } from '../../../catalogue/rules/emblems/emblems.ts'
import { MedallionDrawing } from '../MedallionDrawing.tsx'

interface Props {
  readonly monogram: string
  readonly petals: readonly (Petal & { readonly title: string })[]
  readonly size: number
}

/** A medallion large, and beside it in words what each of its emblems stands for. */
export const Petals = ({ monogram, petals, size }: Props) => (
  <figure className="petals">
    <MedallionDrawing monogram={monogram} petals={petals} size={size} />
    <figcaption>
      <p className="small soft">Its emblems, from the top and clockwise:</p>
      <ol className="small">
        {petals.map(({ id, style, title }) => (
          <li key={id} className={style.figure}>
            <span className="numeral">{style.numeral}</span>
            <a href={`/micro-credentials/${id}`}>{title}</a>
          </li>
        ))}
      </ol>
    </figcaption>
  </figure>
)
