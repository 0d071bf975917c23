import { filled, type Segments } from './segments.ts'

/** The JSON text of a document with slots. */
export class Wording {
  readonly #text: Segments
  /** Without the line break and the brace at its end. */
  readonly #open: Segments

  constructor(text: Segments) {
    this.#text = text
    this.#open = text.map((piece, at) =>
      at === text.length - 1 && typeof piece === 'string' ? piece.replace(/\n\}$/, '') : piece,
    )
  }

  /** `tail` stands in place of the line break and the brace that close the text. */
  text(given: readonly string[], tail?: string): string {
    const values = given.map((value) => JSON.stringify(value).slice(1, -1))
    return tail === undefined ? filled(this.#text, values) : filled(this.#open, values) + tail
  }
}
