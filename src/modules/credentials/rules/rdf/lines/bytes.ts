/**
 * Text gathered as UTF-8 in memory that is used again and again. A long string is encoded slowly as soon as one letter
 * of it is not Latin, so the pieces are written one by one.
 */
export class Bytes {
  #memory = Buffer.allocUnsafeSlow(1 << 15)
  #length = 0

  clear(): void {
    this.#length = 0
  }

  write(text: string): void {
    this.#reserve(text.length * 3)
    this.#length += this.#memory.write(text, this.#length)
  }

  copy(bytes: Uint8Array): void {
    this.#reserve(bytes.length)
    this.#memory.set(bytes, this.#length)
    this.#length += bytes.length
  }

  /** What was gathered; good until more is written or it is cleared. */
  view(): Uint8Array {
    return this.#memory.subarray(0, this.#length)
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#memory.length) return
    const larger = Buffer.allocUnsafeSlow((this.#length + more) * 2)
    this.#memory.copy(larger, 0, 0, this.#length)
    this.#memory = larger
  }
}
