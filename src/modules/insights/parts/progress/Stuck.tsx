import { plural } from '../../../../ui/words/words.ts'

interface Props {
  readonly stuck: {
    count: number
    named: readonly { id: string; name: string; help: { says: string; step: string; href: string | null } | null }[]
    /** Where all of them are, when more than are named */
    moreHref: string | null
  }
}

/** Who is stuck, and one step that helps each. */
export function Stuck({ stuck: { count, named, moreHref } }: Props) {
  if (count === 0) return <p className="note">Nobody is stuck today.</p>
  return (
    <section className="note wrong stackgap" aria-labelledby="stuck">
      <h2 id="stuck" className="stuckhead">
        {plural(count, 'person may need you', 'people may need you')}
      </h2>
      <ul className="stucklist">
        {named.map(({ id, name, help }) => (
          <li key={id}>
            <b>{name}</b>: {help?.says}{' '}
            {help === null ? null : help.href === null ? `${help.step}.` : <a href={help.href}>{help.step}</a>}
          </li>
        ))}
      </ul>
      {moreHref === null ? null : (
        <p>
          <a href={`${moreHref}#grid`}>See all of them</a>
        </p>
      )}
    </section>
  )
}
