import { emblem, type StackStyle } from '../../../catalogue/rules/emblems/emblems.ts'
import { Button, LinkButton } from '../../../../ui/forms/Button.tsx'
import { Seal } from '../../../../ui/Seal.tsx'
import { dayOfYear, time } from '../../../../ui/words/dates.ts'
import type { DraftKind } from '../../rules/sections.ts'
import { KIND_NAMES } from './DraftHead.tsx'

interface Props {
  readonly entry: {
    readonly kind: DraftKind
    readonly slug: string
    readonly title: string
    readonly thing: { readonly state: 'published' | 'retired' | 'outline'; readonly number: number } | null
    readonly draft: {
      readonly id: string
      readonly state: 'writing' | 'in review' | 'ready'
      readonly savedBy: string | null
      readonly at: Date
    } | null
    readonly style: StackStyle | null
  }
  readonly timeZone: string
}

const PUBLISHED = {
  published: (number: number) => `Published, version ${number}`,
  retired: (number: number) => `Retired, version ${number}`,
  outline: () => 'Outline',
}
const DRAFT = { writing: 'a draft is being written', 'in review': 'a draft is in review', ready: 'a draft is ready' }

/** One thing of the catalogue: how it stands, who wrote last, and the way to write on. */
export function LibraryEntry({ entry, timeZone }: Props) {
  const { kind, slug, title, thing, draft, style } = entry
  const stands = [
    thing === null ? `New ${KIND_NAMES[kind].toLowerCase()}` : PUBLISHED[thing.state](thing.number),
    draft === null ? null : DRAFT[draft.state],
  ].filter((each) => each !== null)
  const name = title.trim() === '' ? slug : title
  return (
    <li className="row">
      {style === null || kind === 'badge' ? (
        <span className="noseal" aria-hidden="true" />
      ) : (
        <Seal svg={emblem(slug, style, draft === null ? 'untouched' : 'progress', 40, '')} />
      )}
      <span>
        <a href={thing === null && draft !== null ? `/studio/drafts/${draft.id}` : `/studio/${kind}/${slug}`}>{name}</a>
        <span className="state">
          {stands.join('; ')}
          {draft === null ? '.' : `. ${lastSaved(draft, timeZone)}`}
        </span>
      </span>
      {draft === null ? (
        <form method="post">
          <input type="hidden" name="what" value={kind} />
          <input type="hidden" name="slug" value={slug} />
          <Button variant="second" compact name="intent" value="write">
            {thing?.state === 'outline' ? 'Write it' : 'New version'}
            <span className="unseen"> of {name}</span>
          </Button>
        </form>
      ) : (
        <LinkButton variant="second" compact href={`/studio/drafts/${draft.id}`}>
          Write on<span className="unseen"> {name}</span>
        </LinkButton>
      )}
    </li>
  )
}

/** "Noor Haddad saved last, on 24 November at 14:05" */
function lastSaved({ savedBy, at }: { savedBy: string | null; at: Date }, timeZone: string): string {
  const when = `${dayOfYear(at, { timeZone })} at ${time(at, { timeZone })}`
  return savedBy === null ? `Begun ${when}, nothing changed yet.` : `${savedBy} saved last, ${when}.`
}
