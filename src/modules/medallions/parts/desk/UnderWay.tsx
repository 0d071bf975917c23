import { plural } from '../../../../ui/words/words.ts'

interface Props {
  readonly rows: readonly { readonly number: number; readonly underWay: number; readonly asked: number }[]
  /** The newest version; null: there is none yet */
  readonly last: number | null
}

/** What publishing means for those who work on an earlier version. */
export function UnderWay({ rows, last }: Props) {
  if (last === null) return <p>Nobody yet. Educators take it up once it is published, or you offer it to them.</p>
  const working = rows.filter(({ underWay }) => underWay > 0)
  const asked = rows.reduce((sum, row) => sum + row.asked, 0)
  if (working.length === 0 && asked === 0)
    return <p>Nobody is at work on it now. Whoever takes it up after this gets version {last + 1}.</p>
  return (
    <>
      <ul className="dashed">
        {working.map(({ number, underWay }) => (
          <li key={number}>
            {plural(underWay, 'educator')} {underWay === 1 ? 'works' : 'work'} on version {number}, or{' '}
            {underWay === 1 ? 'has' : 'have'} earned it.
          </li>
        ))}
        {asked === 0 ? null : (
          <li>
            {plural(asked, 'educator')} {asked === 1 ? 'was' : 'were'} asked and {asked === 1 ? 'has' : 'have'} not
            answered.
          </li>
        )}
      </ul>
      <p>
        Nobody is moved. Each of them stays with the version they have, and sees on their own page that there is a newer
        one, with your note and what it would still take. They choose: stay, or move. What they have earned counts
        either way, and who has earned the medallion keeps it.
      </p>
    </>
  )
}
