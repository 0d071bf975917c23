import { editValue, type Edit } from '../../rules/designing/edits.ts'

interface Props {
  readonly list: Edit['list']
  readonly item: string
  readonly place: number
  readonly of: number
  /** What is moved or taken out, for who does not see where the button stands */
  readonly what: string
  /** "Remove", "Take out" */
  readonly verb?: string
}

/** Moves an item of a list up and down, and takes it out: by script on the page, or by sending the form. */
export function ListButtons({ list, item, place, of, what, verb = 'Remove' }: Props) {
  const button = (kind: Edit['kind'], says: string, reason: string | null) => (
    <button
      className="textbutton small"
      name="edit"
      value={editValue({ kind, list, item })}
      aria-disabled={reason === null ? undefined : true}
      title={reason ?? undefined}
    >
      {says}
      <span className="unseen">: {what}</span>
    </button>
  )
  return (
    <span className="itembuttons">
      {button('up', 'Up', place === 0 ? 'It is the first already' : null)}
      {button('down', 'Down', place === of - 1 ? 'It is the last already' : null)}
      {button('remove', verb, null)}
    </span>
  )
}
