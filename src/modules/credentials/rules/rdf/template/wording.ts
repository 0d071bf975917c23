import { Bytes } from '../lines/bytes.ts'
import { filled, type Segments } from './segments.ts'

/** The JSON text of a document with slots. */
export class Wording {
  readonly #text: Segments
  /** Without the line break and the brace at its end. */
  readonly #open: Segments
  readonly #pieces: readonly (Uint8Array | number)[]
  readonly #bytes = new Bytes()

  constructor(text: Segments) {
    this.#text = text
    this.#open = text.map((piece, at) =>
      at === text.length - 1 && typeof piece === 'string' ? piece.replace(/\n\}$/, '') : piece,
    )
    this.#pieces = this.#open.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece))
  }

  /** `tail` stands in place of the line break and the brace that close the text. */
  text(given: readonly string[], tail?: string): string {
    const values = given.map((value) => JSON.stringify(value).slice(1, -1))
    return tail === undefined ? filled(this.#text, values) : filled(this.#open, values) + tail
  }

  /** The text with its tail as UTF-8, good until the next call: much faster than to encode it where it is long. */
  encoded(given: readonly string[], tail: string): Uint8Array {
    this.#bytes.clear()
    for (const piece of this.#pieces)
      if (typeof piece === 'number') this.#bytes.write(JSON.stringify(given[piece] ?? '').slice(1, -1))
      else this.#bytes.copy(piece)
    this.#bytes.write(tail)
    return this.#bytes.view()
  }
}
