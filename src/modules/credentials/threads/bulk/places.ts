import { randomBytes } from 'node:crypto'
import type { Client } from 'pg'
import { newId } from '../../../../platform/database/ids.ts'
import { LIST_SIZE } from '../../rules/status-list.ts'

/** A list is filled to half by a file of awards, as others are, before a new one begins. */
const MOST = LIST_SIZE / 2

export type Place = { listId: string; index: number }

/** Random places in status lists that this thread made for itself, so that none is taken by somebody else. */
export class Places {
  readonly #orgId: string
  #listId: string | null = null
  #order: Uint32Array = new Uint32Array()
  #next = 0

  constructor(orgId: string) {
    this.#orgId = orgId
  }

  /** So many places, within the transaction that takes them; new lists are made as they are needed. */
  async take(client: Client, count: number, at: Date): Promise<Place[]> {
    const places: Place[] = []
    while (places.length < count) {
      if (this.#listId === null || this.#next >= MOST) await this.#begin(client, at)
      const listId = this.#listId ?? ''
      for (; this.#next < MOST && places.length < count; this.#next++)
        places.push({ listId, index: this.#order[this.#next] ?? 0 })
    }
    return places
  }

  /** After a transaction that was taken back: the list may be gone with it. */
  forget(): void {
    this.#listId = null
  }

  async #begin(client: Client, at: Date): Promise<void> {
    this.#listId = newId()
    this.#order = shuffled(LIST_SIZE)
    this.#next = 0
    await client.query(
      'insert into status_list (org_id, id, size, created_at, reserved) values ($1, $2, $3, $4, true)',
      [this.#orgId, this.#listId, LIST_SIZE, at],
    )
  }
}

/** All numbers below `size` in an order that nobody can guess. */
function shuffled(size: number): Uint32Array {
  const order = Uint32Array.from({ length: size }, (_, index) => index)
  const bytes = randomBytes(size * 4)
  for (let at = size - 1; at > 0; at--) {
    const other = bytes.readUInt32LE(at * 4) % (at + 1)
    const held = order[at] ?? 0
    order[at] = order[other] ?? 0
    order[other] = held
  }
  return order
}
