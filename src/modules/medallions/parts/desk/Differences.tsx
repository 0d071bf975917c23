import type { Difference } from '../../rules/designing/differences.ts'

interface Props {
  readonly differences: readonly Difference[]
  readonly names: readonly [stands: string, other: string]
}

/** What two texts of a medallion say differently, side by side. */
export const Differences = ({ differences, names }: Props) => (
  <ul className="differences">
    {differences.map(({ what, stands, other }) => (
      <li key={what}>
        <h3>{what}</h3>
        <div className="fields side">
          <Said name={names[0]} text={stands} />
          <Said name={names[1]} text={other} />
        </div>
      </li>
    ))}
  </ul>
)

const Said = ({ name, text }: { name: string; text: string }) => (
  <div>
    <p className="kicker">{name}</p>
    {text === '' ? <p className="soft">Nothing</p> : <p className="typed">{text}</p>}
  </div>
)
