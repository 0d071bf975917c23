import { finished } from 'node:stream/promises'
import type { Client } from 'pg'
import { from } from 'pg-copy-streams'

/** What every file in COPY's binary format begins and ends with. */
const HEAD = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const END = Buffer.from([0xff, 0xff])
const NULL = -1
const TEXT = 25

/** PostgreSQL counts its microseconds from here. */
const EPOCH = Date.UTC(2000, 0, 1)

const UUID = 16
/** The letters of a UUID stand in pairs, save its hyphens. */
const PAIRS = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34]
const DIGITS = Int8Array.from({ length: 128 }, (_, code) => '0123456789abcdef'.indexOf(String.fromCharCode(code)))

/** Rows as COPY reads them in its binary format, which takes less of both sides than texts do. */
export class Rows {
  #bytes = Buffer.allocUnsafe(1 << 20)
  #length = HEAD.copy(this.#bytes)

  /** Begins a row of so many fields, each of which follows in its order. */
  begin(fields: number): this {
    this.#room(2)
    this.#length = this.#bytes.writeInt16BE(fields, this.#length)
    return this
  }

  null(): this {
    return this.#size(NULL, 0)
  }

  uuid(id: string): this {
    this.#size(UUID, UUID)
    for (const at of PAIRS)
      this.#bytes[this.#length++] = (DIGITS[id.charCodeAt(at)]! << 4) | DIGITS[id.charCodeAt(at + 1)]!
    return this
  }

  moment(date: Date): this {
    this.#size(8, 8)
    this.#length = this.#bytes.writeBigInt64BE(BigInt(date.getTime() - EPOCH) * 1000n, this.#length)
    return this
  }

  bytes(bytes: Uint8Array): this {
    this.#size(bytes.length, bytes.length)
    this.#bytes.set(bytes, this.#length)
    this.#length += bytes.length
    return this
  }

  /** An array of texts, none of them null. */
  texts(texts: readonly string[]): this {
    const sizeAt = this.#length
    this.#size(0, 20)
    for (const number of [1, 0, TEXT, texts.length, 1]) this.#length = this.#bytes.writeInt32BE(number, this.#length)
    for (const text of texts) {
      this.#room(4 + 3 * text.length)
      const size = this.#bytes.write(text, this.#length + 4)
      this.#length = this.#bytes.writeInt32BE(size, this.#length) + size
    }
    this.#bytes.writeInt32BE(this.#length - sizeAt - 4, sizeAt)
    return this
  }

  /** Writes the rows into a table in one go; a row that does not fit refuses all of them. */
  async copy(client: Client, into: string): Promise<void> {
    const stream = client.query(from(`copy ${into} from stdin (format binary)`))
    const done = finished(stream)
    stream.write(this.#bytes.subarray(0, this.#length))
    stream.end(END)
    await done
  }

  /** The size of a field, and room for what it holds. */
  #size(size: number, room: number): this {
    this.#room(4 + room)
    this.#length = this.#bytes.writeInt32BE(size, this.#length)
    return this
  }

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return
    const larger = Buffer.allocUnsafe(2 * (this.#length + more))
    this.#bytes.copy(larger, 0, 0, this.#length)
    this.#bytes = larger
  }
}
