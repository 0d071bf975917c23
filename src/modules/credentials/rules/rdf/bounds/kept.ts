/**
 * Remembers the answers of a pure function, at most so many; the one not asked for longest gives way. Documents from
 * outside decide what is asked, so nothing may grow with them.
 */
export class Kept<Key, Value> {
  readonly #most: number
  readonly #values = new Map<Key, Value>()

  constructor(most: number) {
    this.#most = most
  }

  get(key: Key): Value | undefined {
    const value = this.#values.get(key)
    if (value === undefined) return undefined
    this.#values.delete(key)
    this.#values.set(key, value)
    return value
  }

  set(key: Key, value: Value): void {
    this.#values.delete(key)
    const oldest = this.#values.size >= this.#most ? this.#values.keys().next() : undefined
    if (oldest?.done === false) this.#values.delete(oldest.value)
    this.#values.set(key, value)
  }
}
