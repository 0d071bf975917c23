import { plural } from '../../../ui/words/words.ts'
import type { Shelved } from './shown.ts'

/** Many badges and their stacks by name, each folded away until somebody opens it. */
export function Shelf({ title, shelves }: { readonly title: string; readonly shelves: readonly Shelved[] }) {
  const stacks = shelves.reduce((sum, shelf) => sum + shelf.stacks.length, 0)
  const badges = shelves.filter(({ badge }) => badge !== null).length
  return (
    <section className="subject shelf" aria-labelledby="shelf">
      <h2 id="shelf">{title}</h2>
      <p className="soft">
        {plural(badges, 'badge')}, {plural(stacks, 'stack')}. Open one to see what it holds.
      </p>
      <div className="shelves">
        {shelves.map(({ badge, stacks: held }) => (
          <details key={badge?.slug ?? ''}>
            <summary>
              {badge === null ? 'Stacks of no badge' : badge.title}{' '}
              <span className="count">({plural(held.length, 'stack')})</span>
            </summary>
            <ul>
              {held.map(({ slug, title: name, count }) => (
                <li key={slug}>
                  <a href={`/stacks/${slug}`}>{name}</a> <span className="count">({count})</span>
                </li>
              ))}
              {badge === null ? null : (
                <li>
                  <a href={`/badges/${badge.slug}`}>What the badge stands for</a>
                </li>
              )}
            </ul>
          </details>
        ))}
      </div>
    </section>
  )
}
