interface Props {
  /** By the name of its field; null sends nothing, a list sends each */
  readonly words: Readonly<Record<string, string | null | readonly string[]>>
}

/** What was written in a form that is not drawn now, so that it goes along. */
export function KeptWords({ words }: Props) {
  return Object.entries(words).flatMap(([name, value]) =>
    (value === null ? [] : typeof value === 'string' ? [value] : value).map((each) => (
      <input key={`${name} ${each}`} type="hidden" name={name} value={each} />
    )),
  )
}
