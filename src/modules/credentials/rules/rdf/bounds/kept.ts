/**
 * Remembers the answers of a pure function, at most so many. Documents from outside decide what is asked, so nothing may
 * grow with them. What was not asked for since the last half was filled gives way, all at once, so that remembering
 * costs no more than one look.
 */
export class Kept<Key, Value> {
  readonly #half: number
  #recent = new Map<Key, Value>()
  #before = new Map<Key, Value>()

  constructor(most: number) {
    this.#half = Math.ceil(most / 2)
  }

  get(key: Key): Value | undefined {
    const recent = this.#recent.get(key)
    if (recent !== undefined) return recent
    const before = this.#before.get(key)
    if (before !== undefined) this.set(key, before)
    return before
  }

  set(key: Key, value: Value): void {
    if (this.#recent.size >= this.#half && !this.#recent.has(key)) {
      this.#before = this.#recent
      this.#recent = new Map()
    }
    this.#recent.set(key, value)
  }
}
