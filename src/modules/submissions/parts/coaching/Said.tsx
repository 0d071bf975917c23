import { Paragraphs } from '../../../../ui/words/Paragraphs.tsx'

interface Props {
  readonly said: readonly { readonly id: string; readonly coach: string; readonly body: string }[]
}

/** What a coach wrote about this place; it is for the educator alone. */
export function Said({ said }: Props) {
  return said.map(({ id, coach, body }) => (
    <div className="note" key={id}>
      <p>
        <b>{coach}, who read your draft:</b>
      </p>
      <Paragraphs text={body} />
    </div>
  ))
}
