import { editValue, type EditKind, type Path } from '../rules/edits.ts'

interface Props {
  readonly path: Path
  readonly count: number
  /** What the item is called, for who hears the buttons without seeing what they stand beside */
  readonly called: string
  readonly copies?: boolean
  readonly removes?: boolean
}

/** What can be done with one item of a list. A button that can do nothing stays in its place, and says so. */
export function ItemButtons({ path, count, called, copies = true, removes = true }: Props) {
  const place = Number(path.at(-1))
  const kinds: [EditKind, string, boolean][] = [
    ['up', 'Move up', place > 0],
    ['down', 'Move down', place < count - 1],
    ...(copies ? [['copy', 'Copy', true] as [EditKind, string, boolean]] : []),
    ...(removes ? [['remove', 'Remove', true] as [EditKind, string, boolean]] : []),
  ]
  return (
    <span className="itembuttons">
      {kinds.map(([kind, verb, possible]) => (
        <button
          key={kind}
          className="textbutton small"
          name="edit"
          value={editValue({ kind, path })}
          aria-disabled={possible ? undefined : true}
        >
          {verb}
          <span className="unseen"> {called}</span>
        </button>
      ))}
    </span>
  )
}
