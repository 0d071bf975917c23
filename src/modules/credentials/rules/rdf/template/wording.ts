import { createHash } from 'node:crypto'
import { Bytes } from '../lines/bytes.ts'
import { filled, type Segments } from './segments.ts'

/** The JSON text of a document with slots. */
export class Wording {
  readonly #text: Segments
  /** Without the line break and the brace at its end. */
  readonly #open: Segments
  /** The SHA-256 of the piece before the first slot, begun once for all. */
  readonly #begun = createHash('sha256')
  /** What comes after that piece. */
  readonly #pieces: readonly (Uint8Array | number)[]
  readonly #bytes = new Bytes()

  constructor(text: Segments) {
    this.#text = text
    this.#open = text.map((piece, at) =>
      at === text.length - 1 && typeof piece === 'string' ? piece.replace(/\n\}$/, '') : piece,
    )
    const [first] = this.#open
    if (typeof first === 'string') this.#begun.update(first)
    this.#pieces = this.#open
      .slice(typeof first === 'string' ? 1 : 0)
      .map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece))
  }

  /** `tail` stands in place of the line break and the brace that close the text. */
  text(given: readonly string[], tail?: string): string {
    const values = given.map((value) => JSON.stringify(value).slice(1, -1))
    return tail === undefined ? filled(this.#text, values) : filled(this.#open, values) + tail
  }

  /** The SHA-256 of the text with its tail, mostly without writing or reading what stands before the first slot. */
  digest(given: readonly string[], tail: string): Uint8Array {
    this.#bytes.clear()
    for (const piece of this.#pieces)
      if (typeof piece === 'number') this.#bytes.write(JSON.stringify(given[piece] ?? '').slice(1, -1))
      else this.#bytes.copy(piece)
    this.#bytes.write(tail)
    return this.#begun.copy().update(this.#bytes.view()).digest()
  }
}
