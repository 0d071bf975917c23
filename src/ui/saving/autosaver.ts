import { fingerprint } from './fingerprint.ts'

/** What the server said to a text. */
export type Answer =
  | { kind: 'saved'; revision: number; savedAt: string }
  | { kind: 'newer'; revision: number; body: string; savedAt: string; conflictId: string; by?: string }
  | { kind: 'refused'; reason: string }
  | { kind: 'signed_out' }
  | { kind: 'unreachable' }

export type Sending = { id: string; body: string; baseRevision: number; settles?: string; keepalive: boolean }

/** A text that is kept on this device until the server has it. `sent`: see Slot. */
export type LocalCopy = { body: string; base: number; at: number; sent?: readonly string[] }

/** What the autosaver needs of a browser, so that it can be tried without one. */
export type Surroundings = {
  send(text: Sending): Promise<Answer>
  /** Runs something once, later; returns how to call it off. */
  later(work: () => void, milliseconds: number): () => void
  now(): number
  keep(id: string, copy: LocalCopy | null): void
  kept(id: string): LocalCopy | null
  /** Tells the other tabs of this draft. */
  tell(news: News): void
  /**
   * Puts a text and a newer one together that were made from the same base, where that can be done without a choice, and
   * draws the result; null where somebody has to choose. Left out where texts are never put together.
   */
  merge?(id: string, texts: { base: string; mine: string; theirs: string }): string | null
}

export type News = { id: string; revision: number; body: string; savedAt: string }

/** Two texts: the one in this tab, and the newer one on the server; `by` where several people write. */
export type Clash = { mine: string; theirs: string; revision: number; savedAt: string; conflictId: string; by?: string }

export type SaveState = {
  kind: 'saved' | 'saving' | 'offline' | 'signed_out' | 'refused' | 'clash'
  /** When all was saved last, or since when words are kept on this device alone. */
  at: number | null
  /** Another tab of this draft saved something. */
  otherTab: boolean
}

export type View = {
  state: SaveState
  clashes: Record<string, Clash>
  revisions: Record<string, number>
}

type Slot = {
  base: number
  saved: string
  /** Whether `saved` is the text of the revision `base`: not while a copy of this device comes from an older one. */
  known: boolean
  text: string
  /** Fingerprints of the texts that were sent and not answered: each may have arrived, or not. */
  sent: readonly string[]
  sending: boolean
  callOff: (() => void) | null
  clash: Clash | null
  settles: string | null
  refused: boolean
}

/** Whether the server is known to have what stands here. */
const isSaved = ({ text, saved, settles, sent }: Slot): boolean =>
  text === saved && settles === null && sent.length === 0

const MOST_SENT = 100
const PAUSE = 800
const RETRY = [2000, 5000, 15_000, 30_000]

/**
 * Saves the texts that are written on one page: a moment after the last key, one request per text at a time. Every text
 * is kept on this device until the server has it. A newer text elsewhere is never overwritten: the place waits for a
 * choice.
 */
export class Autosaver {
  readonly #slots = new Map<string, Slot>()
  readonly #around: Surroundings
  readonly #changed: (view: View) => void
  #savedAt: number | null
  #unsavedSince: number | null = null
  #trouble: 'offline' | 'signed_out' | null = null
  #failures = 0
  #otherTab = false

  constructor(
    texts: readonly { id: string; body: string; revision: number }[],
    savedAt: number | null,
    around: Surroundings,
    changed: (view: View) => void,
  ) {
    this.#around = around
    this.#changed = changed
    this.#savedAt = savedAt
    for (const { id, body, revision } of texts)
      this.#slots.set(id, {
        base: revision,
        saved: body,
        known: true,
        text: body,
        sent: [],
        sending: false,
        callOff: null,
        clash: null,
        settles: null,
        refused: false,
      })
  }

  /** Takes up what was kept on this device and never arrived. Returns the texts to show in place of the server's. */
  restore(): Record<string, string> {
    const texts: Record<string, string> = {}
    for (const [id, slot] of this.#slots) {
      const copy = this.#around.kept(id)
      if (copy === null) continue
      if (copy.body === slot.saved) {
        this.#around.keep(id, null)
        continue
      }
      slot.text = copy.body
      slot.known = copy.base === slot.base
      slot.base = copy.base
      slot.sent = copy.sent ?? []
      texts[id] = copy.body
      this.#unsavedSince = Math.min(copy.at, this.#unsavedSince ?? copy.at)
      this.#plan(id, slot, 0)
    }
    this.#show()
    return texts
  }

  write(id: string, text: string): void {
    const slot = this.#slots.get(id)
    if (slot === undefined) return
    slot.text = text
    slot.refused = false
    if (isSaved(slot) && slot.clash === null) this.#around.keep(id, null)
    else {
      this.#unsavedSince ??= this.#around.now()
      this.#keep(id, slot)
      this.#plan(id, slot, PAUSE)
    }
    this.#show()
  }

  /** Sends everything that waits, now: on leaving a field, on leaving the page, on coming back online. */
  async flush(keepalive = false): Promise<void> {
    await Promise.all([...this.#slots].map(([id, slot]) => this.#send(id, slot, keepalive)))
  }

  /** Chooses between two texts. The one not chosen stays on the server, out of the way. Returns the text to show. */
  settle(id: string, keep: 'mine' | 'theirs'): string {
    const slot = this.#slots.get(id)
    if (slot === undefined || slot.clash === null) return slot?.text ?? ''
    if (keep === 'theirs') slot.text = slot.clash.theirs
    slot.base = slot.clash.revision
    slot.saved = slot.clash.theirs
    slot.known = true
    slot.settles = slot.clash.conflictId
    slot.clash = null
    this.#keep(id, slot)
    this.#plan(id, slot, 0)
    this.#show()
    return slot.text
  }

  /** Another tab saved a text: shows it here too, unless something unsaved stands in its place. */
  hear({ id, revision, body }: News): void {
    const slot = this.#slots.get(id)
    if (slot === undefined || revision <= slot.base) return
    this.#otherTab = true
    if (isSaved(slot) && !slot.sending && slot.clash === null) {
      Object.assign(slot, { base: revision, saved: body, text: body, known: true })
    }
    this.#show()
  }

  /** What belongs in a place now. */
  textOf(id: string): string {
    return this.#slots.get(id)?.text ?? ''
  }

  #keep(id: string, { text, base, sent }: Slot): void {
    this.#around.keep(id, { body: text, base, at: this.#around.now(), ...(sent.length === 0 ? {} : { sent }) })
  }

  #plan(id: string, slot: Slot, milliseconds: number): void {
    slot.callOff?.()
    slot.callOff = this.#around.later(() => {
      slot.callOff = null
      void this.#send(id, slot, false)
    }, milliseconds)
  }

  async #send(id: string, slot: Slot, keepalive: boolean): Promise<void> {
    if (slot.sending || slot.clash !== null || slot.refused) return
    if (isSaved(slot)) return
    slot.callOff?.()
    slot.callOff = null
    slot.sending = true
    const body = slot.text
    const settles = slot.settles
    slot.sent = [...new Set([...slot.sent, fingerprint(body)])].slice(-MOST_SENT)
    this.#keep(id, slot)
    this.#show()
    const sent = { id, body, baseRevision: slot.base, keepalive, ...(settles === null ? {} : { settles }) }
    const answer = await this.#around.send(sent)
    slot.sending = false
    this.#take(id, slot, body, answer)
    this.#show()
  }

  #take(id: string, slot: Slot, body: string, answer: Answer): void {
    const { sent } = slot
    if (answer.kind !== 'unreachable' && answer.kind !== 'signed_out') slot.sent = []
    if (answer.kind === 'saved' || answer.kind === 'newer') {
      this.#trouble = null
      this.#failures = 0
    }
    switch (answer.kind) {
      case 'saved':
        Object.assign(slot, { base: answer.revision, saved: body, settles: null, known: true })
        this.#savedAt = this.#around.now()
        this.#otherTab = false
        this.#around.tell({ id, revision: answer.revision, body, savedAt: answer.savedAt })
        if (slot.text === body) this.#around.keep(id, null)
        else this.#plan(id, slot, PAUSE)
        break
      case 'newer': {
        // It is from here: only the answer to it was lost. What was written since then goes on top of it.
        const text = sent.includes(fingerprint(answer.body)) ? slot.text : this.#merge(id, slot, answer.body)
        if (text !== null) {
          const { revision, body: saved, conflictId: settles } = answer
          Object.assign(slot, { base: revision, saved, text, settles, known: true })
          this.#keep(id, slot)
          this.#plan(id, slot, 0)
          break
        }
        slot.clash = {
          mine: body,
          theirs: answer.body,
          revision: answer.revision,
          savedAt: answer.savedAt,
          conflictId: answer.conflictId,
          ...(answer.by === undefined ? {} : { by: answer.by }),
        }
        break
      }
      case 'refused':
        slot.refused = true
        break
      default:
        this.#trouble = answer.kind === 'unreachable' ? 'offline' : 'signed_out'
        this.#plan(id, slot, RETRY[Math.min(this.#failures, RETRY.length - 1)] ?? PAUSE)
        this.#failures += 1
    }
  }

  #merge(id: string, { known, saved: base, text: mine }: Slot, theirs: string): string | null {
    return known ? (this.#around.merge?.(id, { base, mine, theirs }) ?? null) : null
  }

  #state(): SaveState {
    const slots = [...this.#slots.values()]
    const waiting = !slots.every(isSaved)
    if (!waiting) this.#unsavedSince = null
    const kind = slots.some(({ clash }) => clash !== null)
      ? 'clash'
      : slots.some(({ refused }) => refused)
        ? 'refused'
        : !waiting
          ? 'saved'
          : (this.#trouble ?? 'saving')
    return { kind, at: waiting ? this.#unsavedSince : this.#savedAt, otherTab: this.#otherTab }
  }

  #show(): void {
    const entries = [...this.#slots]
    const clashes = entries.flatMap(([id, { clash }]) => (clash === null ? [] : [[id, clash] as const]))
    this.#changed({
      state: this.#state(),
      clashes: Object.fromEntries(clashes),
      revisions: Object.fromEntries(entries.map(([id, { base }]) => [id, base])),
    })
  }
}
