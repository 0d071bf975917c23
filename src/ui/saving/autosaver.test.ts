import { beforeEach, describe, expect, test } from 'vitest'
import { Autosaver, type Answer, type LocalCopy, type News, type Sending, type View } from './autosaver.ts'

let sent: Sending[]
let answers: ((answer: Answer) => void)[]
let timers: { work: () => void; milliseconds: number; off: boolean }[]
let copies: Map<string, LocalCopy>
let told: News[]
let view: View
let clock: number
let merge: ((texts: { base: string; mine: string; theirs: string }) => string | null) | undefined

const saved = (revision: number): Answer => ({ kind: 'saved', revision, savedAt: 'now' })
const newer: Answer = { kind: 'newer', revision: 4, body: 'Theirs', savedAt: 'then', conflictId: 'c1' }

beforeEach(() => {
  ;[sent, answers, timers, copies, told, clock] = [[], [], [], new Map(), [], 1000]
  merge = undefined
})

const open = (texts = [{ id: 'p1', body: 'Before', revision: 3 }]) =>
  new Autosaver(
    texts,
    500,
    {
      send: (text) => {
        sent.push(text)
        return new Promise((answer) => answers.push(answer))
      },
      later: (work, milliseconds) => {
        const timer = { work, milliseconds, off: false }
        timers.push(timer)
        return () => void (timer.off = true)
      },
      now: () => clock,
      keep: (id, copy) => void (copy === null ? copies.delete(id) : copies.set(id, copy)),
      kept: (id) => copies.get(id) ?? null,
      tell: (news) => void told.push(news),
      ...(merge === undefined ? {} : { merge: (_id, texts) => merge?.(texts) ?? null }),
    },
    (next) => void (view = next),
  )

/** Lets time pass until the planned work has begun. */
const pass = async () => {
  for (const timer of timers.splice(0)) if (!timer.off) timer.work()
  await Promise.resolve()
}
const answer = async (given: Answer) => {
  answers.shift()?.(given)
  await new Promise((done) => setImmediate(done))
}

describe('writing', () => {
  test('is sent once, a moment after the last key, and kept here until it arrived', async () => {
    const saver = open()
    saver.write('p1', 'B')
    saver.write('p1', 'Be')
    expect(copies.get('p1')).toMatchObject({ body: 'Be', base: 3 })
    expect(view.state.kind).toBe('saving')
    await pass()
    expect(sent).toEqual([{ id: 'p1', body: 'Be', baseRevision: 3, keepalive: false }])
    clock = 2000
    await answer(saved(4))
    expect(view).toMatchObject({ state: { kind: 'saved', at: 2000 }, revisions: { p1: 4 } })
    expect(copies.size).toBe(0)
    expect(told).toMatchObject([{ id: 'p1', revision: 4, body: 'Be' }])
  })

  test('on while the last text travels is sent after it, from the new revision', async () => {
    const saver = open()
    saver.write('p1', 'One')
    await pass()
    saver.write('p1', 'One two')
    await pass()
    expect(sent).toHaveLength(1)
    await answer(saved(4))
    expect(copies.get('p1')?.body).toBe('One two')
    await pass()
    expect(sent[1]).toMatchObject({ body: 'One two', baseRevision: 4 })
  })

  test('back to what is saved sends nothing', async () => {
    const saver = open()
    saver.write('p1', 'Other')
    saver.write('p1', 'Before')
    await pass()
    expect(sent).toEqual([])
    expect(copies.size).toBe(0)
    expect(view.state).toMatchObject({ kind: 'saved', at: 500 })
  })

  test('is sent at once when the page is left', async () => {
    const saver = open()
    saver.write('p1', 'Last words')
    void saver.flush(true)
    expect(sent).toMatchObject([{ body: 'Last words', keepalive: true }])
  })
})

describe('offline', () => {
  test('keeps the words here, says since when, and sends them again later', async () => {
    const saver = open()
    saver.write('p1', 'On the train')
    await pass()
    clock = 3000
    await answer({ kind: 'unreachable' })
    expect(view.state).toMatchObject({ kind: 'offline', at: 1000 })
    expect(copies.get('p1')?.body).toBe('On the train')
    await pass()
    await answer(saved(4))
    expect(view.state.kind).toBe('saved')
    expect(copies.size).toBe(0)
  })

  test('takes up after a reload what never arrived', async () => {
    copies.set('p1', { body: 'On the train', base: 3, at: 700 })
    const saver = open()
    expect(saver.restore()).toEqual({ p1: 'On the train' })
    await pass()
    expect(sent).toMatchObject([{ body: 'On the train', baseRevision: 3 }])
  })

  test('forgets a copy that had arrived after all', () => {
    copies.set('p1', { body: 'Before', base: 2, at: 700 })
    expect(open().restore()).toEqual({})
    expect(copies.size).toBe(0)
  })

  test('an old copy never overwrites newer words: it waits for a choice', async () => {
    copies.set('p1', { body: 'From last week', base: 1, at: 700 })
    open().restore()
    await pass()
    expect(sent).toMatchObject([{ baseRevision: 1 }])
    await answer(newer)
    expect(view.clashes['p1']).toMatchObject({ mine: 'From last week', theirs: 'Theirs' })
  })
})

describe('two texts', () => {
  const clash = async () => {
    const saver = open()
    saver.write('p1', 'Mine')
    await pass()
    await answer(newer)
    return saver
  }

  test('nothing more is sent until somebody chooses, and nothing is lost', async () => {
    const saver = await clash()
    saver.write('p1', 'Mine and more')
    await pass()
    await saver.flush(true)
    expect(sent).toHaveLength(1)
    expect(view.state.kind).toBe('clash')
    expect(copies.get('p1')?.body).toBe('Mine and more')
  })

  test('the text of this tab, with what was added since', async () => {
    const saver = await clash()
    saver.write('p1', 'Mine and more')
    expect(saver.settle('p1', 'mine')).toBe('Mine and more')
    await pass()
    expect(sent[1]).toMatchObject({ body: 'Mine and more', baseRevision: 4, settles: 'c1' })
    await answer(saved(5))
    expect(view).toMatchObject({ state: { kind: 'saved' }, clashes: {} })
  })

  test('the newer text', async () => {
    const saver = await clash()
    expect(saver.settle('p1', 'theirs')).toBe('Theirs')
    await pass()
    expect(sent[1]).toMatchObject({ body: 'Theirs', baseRevision: 4, settles: 'c1' })
    await answer(saved(4))
    expect(view.state.kind).toBe('saved')
    expect(copies.size).toBe(0)
  })
})

describe('two texts that can be put together', () => {
  test('are saved as one, made from the text that both began with and all that was written here', async () => {
    merge = ({ base, mine, theirs }) => [base, mine, theirs].join(' | ')
    const saver = open()
    saver.write('p1', 'Mine')
    await pass()
    saver.write('p1', 'Mine and more')
    await answer(newer)
    await pass()
    expect(sent[1]).toMatchObject({ body: 'Before | Mine and more | Theirs', baseRevision: 4, settles: 'c1' })
    await answer(saved(5))
    expect(view).toMatchObject({ state: { kind: 'saved' }, clashes: {} })
    expect(copies.size).toBe(0)
  })

  test('wait for a choice where they cannot, or where the text that both began with is not known', async () => {
    merge = ({ mine }) => (mine === 'Mine' ? null : mine)
    const saver = open()
    saver.write('p1', 'Mine')
    await pass()
    await answer(newer)
    expect(view.clashes['p1']).toMatchObject({ mine: 'Mine', theirs: 'Theirs' })
    copies.set('p1', { body: 'From an older visit', base: 2, at: 1 })
    const later = open()
    later.restore()
    await pass()
    answers = answers.slice(-1)
    await answer(newer)
    expect(view.clashes['p1']).toMatchObject({ mine: 'From an older visit' })
  })
})

describe('an answer that was lost', () => {
  const lost = async () => {
    const saver = open()
    saver.write('p1', 'Arrived')
    await pass()
    await answer({ kind: 'unreachable' })
    return saver
  }
  const own: Answer = { kind: 'newer', revision: 4, body: 'Arrived', savedAt: 'then', conflictId: 'c1' }

  test('is no clash with what was written on here', async () => {
    const saver = await lost()
    saver.write('p1', 'Arrived, and more')
    await pass()
    await answer(own)
    expect(view.clashes).toEqual({})
    await pass()
    expect(sent.at(-1)).toMatchObject({ body: 'Arrived, and more', baseRevision: 4, settles: 'c1' })
    await answer(saved(5))
    expect(view.state.kind).toBe('saved')
    expect(copies.size).toBe(0)
  })

  test('nor after the page was opened anew', async () => {
    const saver = await lost()
    saver.write('p1', 'Arrived, and more')
    const again = open([{ id: 'p1', body: 'Arrived', revision: 4 }])
    expect(again.restore()).toEqual({ p1: 'Arrived, and more' })
    timers.splice(0, timers.length - 1)
    await pass()
    await answer(own)
    expect(view.clashes).toEqual({})
  })

  test('leaves nothing saved that was taken back since', async () => {
    const saver = await lost()
    saver.write('p1', 'Before')
    expect(view.state.kind).toBe('offline')
    await pass()
    await answer(own)
    await pass()
    expect(sent.at(-1)).toMatchObject({ body: 'Before', baseRevision: 4 })
  })

  test('does not hide what somebody else wrote', async () => {
    const saver = await lost()
    saver.write('p1', 'Arrived, and more')
    await pass()
    await answer(newer)
    expect(view.clashes['p1']).toMatchObject({ mine: 'Arrived, and more', theirs: 'Theirs' })
  })
})

describe('another tab', () => {
  test('its words are shown here when nothing is unsaved here', () => {
    const saver = open()
    saver.hear({ id: 'p1', revision: 4, body: 'From there', savedAt: 'now' })
    expect(saver.textOf('p1')).toBe('From there')
    expect(view).toMatchObject({
      revisions: { p1: 4 },
      state: { kind: 'saved', otherTab: true },
    })
  })

  test('its words never replace unsaved ones', async () => {
    const saver = open()
    saver.write('p1', 'Mine')
    saver.hear({ id: 'p1', revision: 4, body: 'From there', savedAt: 'now' })
    expect(saver.textOf('p1')).toBe('Mine')
    await pass()
    expect(sent).toMatchObject([{ body: 'Mine', baseRevision: 3 }])
  })

  test('old news is no news', () => {
    const saver = open()
    saver.hear({ id: 'p1', revision: 3, body: 'Old', savedAt: 'now' })
    expect(saver.textOf('p1')).toBe('Before')
  })
})

test('what is refused or signed out stays here and is said', async () => {
  const saver = open()
  saver.write('p1', 'Late')
  await pass()
  await answer({ kind: 'signed_out' })
  expect(view.state.kind).toBe('signed_out')
  await pass()
  await answer({ kind: 'refused', reason: 'closed' })
  expect(view.state.kind).toBe('refused')
  expect(copies.get('p1')?.body).toBe('Late')
})
