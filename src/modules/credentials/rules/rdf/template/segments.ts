/** Text with slots: pieces that stand fixed, and the numbers of the slots between them. */
export type Segments = readonly (string | number)[]

/** Stands where the value of a slot will; `mark` sets it apart from the text around it. */
export const placeholder = (mark: string, slot: number): string => `Zq${mark}${slot}q${mark}Z`

/** `escape` writes the fixed pieces as they have to stand. */
export function segments(text: string, mark: string, escape: (piece: string) => string = (piece) => piece): Segments {
  const parts = text.split(new RegExp(`Zq${mark}(\\d+)q${mark}Z`))
  return parts.flatMap<string | number>((part, at) =>
    at % 2 === 1 ? [Number(part)] : part === '' ? [] : [escape(part)],
  )
}

/** Fixed pieces that meet become one. */
export function joined(pieces: Segments): Segments {
  const made: (string | number)[] = []
  for (const piece of pieces) {
    const last = made.at(-1)
    if (typeof piece === 'string' && typeof last === 'string') made[made.length - 1] = last + piece
    else made.push(piece)
  }
  return made
}

export const isFixed = (pieces: Segments): pieces is readonly string[] =>
  pieces.every((piece) => typeof piece === 'string')

export function filled(pieces: Segments, values: readonly string[]): string {
  let text = ''
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = pieces[at]!
    text += typeof piece === 'string' ? piece : values[piece]
  }
  return text
}
