interface Props {
  readonly source: 'shipped' | 'imported'
  readonly verified: boolean
  readonly note: string
}

/** How sure the words of an edition are, for authors: what nobody has verified never looks as if somebody had. */
export function Standing({ source, verified, note }: Props) {
  return (
    <>
      <b>{verified ? 'Compared with its sources.' : source === 'imported' ? 'From a CASE file.' : 'Not verified.'}</b>{' '}
      <span className="soft">{note}</span>
    </>
  )
}
