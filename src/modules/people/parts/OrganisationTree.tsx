import type { OrganisationKind, RoleKind } from '../../../platform/actor.ts'
import { plural } from '../../../ui/words/words.ts'
import type { Branch } from '../rules/tree.ts'

export type TreeRow = {
  id: string
  name: string
  kind: OrganisationKind
  path: readonly string[]
  /** What it stands under, where another has the same name or the list shows only a part */
  under: string | null
  people: { kind: RoleKind; count: number }[]
}

/** Organisations as an indented list, each with its people by role. */
export function OrganisationTree({ branches }: { branches: readonly Branch<TreeRow>[] }) {
  return (
    <ul className="tree">
      {branches.map(({ id, name, kind, under, people, below }) => (
        <li key={id}>
          <div className="tree-row">
            <span>
              <a href={`/organisations/${id}`}>{name}</a>
              {kind === 'school' ? null : <span className="state">{kind}</span>}
              {under === null ? null : <span className="state">in {under}</span>}
            </span>
            <span className="counts">{peopleInWords(people)}</span>
          </div>
          {below.length === 0 ? null : <OrganisationTree branches={below} />}
        </li>
      ))}
    </ul>
  )
}

/** "41 educators, 2 leaders" */
export const peopleInWords = (people: TreeRow['people']): string =>
  people.length === 0 ? 'Nobody yet' : people.map(({ kind, count }) => plural(count, kind)).join(', ')
