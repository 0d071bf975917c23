import type { KeyObject } from 'node:crypto'
import { once } from 'node:events'
import type { MessagePort } from 'node:worker_threads'
import type { Filling, Form } from '../../rules/bulk/filling.ts'
import { openBatch, type Batch, type Proving } from '../../rules/rdf/batch.ts'
import { openTemplate, type Compiled } from '../../rules/rdf/template/opened.ts'

/** What credentials must have in common to be of one template. */
export type Likeness = { versionId: string; hours: number; withEmail: boolean; withName: boolean }
/** `filling` is of the first such credential, which is looked at whole before any of them is signed. */
export type AskedSheet = { likeness: Likeness; filling: Filling }

/** A template that is kept in the database, as it is handed to a thread. */
export type HandedSheet = { templateId: string; compiled: Compiled; form: Form; proving: Proving }
/** No sheet: no template can be made of it, and only the reference knows how it is signed. */
export type SheetAnswer = { sheet: HandedSheet | null } | { error: string }

/** The same, open for signing. */
export type Sheet = { templateId: string; form: Form; batch: Batch }

/** The templates of a thread, each asked for once: who answers has compiled it for all threads and written it down. */
export class Sheets {
  readonly #asked: MessagePort
  readonly #privateKey: KeyObject
  readonly #open = new Map<string, Sheet | null>()

  constructor(asked: MessagePort, privateKey: KeyObject) {
    this.#asked = asked
    this.#privateKey = privateKey
  }

  /** Null when no template can be made of it, undefined when nobody has asked yet. */
  known(likeness: Likeness): Sheet | null | undefined {
    return this.#open.get(nameOf(likeness))
  }

  /** Throws when such a credential must not be signed. */
  async ask(likeness: Likeness, filling: Filling): Promise<Sheet | null> {
    const answered = once(this.#asked, 'message') as Promise<[SheetAnswer]>
    this.#asked.postMessage({ likeness, filling } satisfies AskedSheet)
    const [answer] = await answered
    if ('error' in answer) throw new Error(answer.error)
    const sheet = answer.sheet === null ? null : this.#opened(answer.sheet)
    this.#open.set(nameOf(likeness), sheet)
    return sheet
  }

  #opened({ templateId, compiled, form, proving }: HandedSheet): Sheet {
    return { templateId, form, batch: openBatch(openTemplate(compiled), proving, this.#privateKey) }
  }
}

export const nameOf = ({ versionId, hours, withEmail, withName }: Likeness): string =>
  `${versionId} ${hours} ${withEmail} ${withName}`
