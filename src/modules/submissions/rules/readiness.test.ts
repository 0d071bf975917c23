import { assert, boolean, property, subarray } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { missingForSubmission, type Answer, type Attempt } from './readiness.ts'
import { openPrompts, type Work } from './work.ts'

const minutes = { min: 10, max: 20 }
const work: Work = {
  parts: [
    {
      kind: 'product',
      title: 'The question',
      minutes,
      prompts: [
        { id: 'p1', text: 'Which project?', responses: ['text'], words: { min: 3, max: 5 }, required: true },
        { id: 'p2', text: 'Three drafts', responses: ['text', 'file'], words: { min: 3, max: 5 }, required: true },
      ],
    },
    {
      kind: 'reflection',
      title: 'Why',
      minutes,
      prompts: [{ id: 'r1', text: 'Compare', responses: ['text', 'audio'], required: false }],
    },
  ],
  rubric: {
    criteria: [
      { id: 'open', part: 'product', title: 'Open', look_in: ['p1'] },
      { id: 'needed', part: 'product', title: 'Needed', look_in: ['p1', 'p2'] },
    ],
  },
}
const says = (text: string): Answer => ({ text, evidence: [], conflict: false })
const statements = { own_work: true, no_identities: true, may_be_read: true }
const ready: Attempt = {
  work,
  openCriteria: ['open', 'needed'],
  answers: new Map([
    ['p1', says('one two three')],
    ['p2', says('one two three')],
  ]),
  later: false,
  changedNote: '',
  statements,
}
const missing = (change: Partial<Attempt>) => missingForSubmission({ ...ready, ...change })
const withAnswer = (id: string, answer: Answer) => missing({ answers: new Map([...ready.answers, [id, answer]]) })

describe('what is missing before submission', () => {
  test('nothing, when every open prompt is answered and the statements are given', () => {
    expect(missing({})).toEqual([])
  })

  test('an empty required prompt, and not an optional one', () => {
    expect(withAnswer('p1', says('  — '))).toEqual([{ kind: 'empty', part: 'product', promptId: 'p1' }])
  })

  test('words under or over the guide', () => {
    expect(withAnswer('p1', says('one two'))).toEqual([
      { kind: 'too_short', part: 'product', promptId: 'p1', words: 1 },
    ])
    expect(withAnswer('p1', says('1 2 3 4 5 6 7'))).toEqual([
      { kind: 'too_long', part: 'product', promptId: 'p1', words: 2 },
    ])
  })

  test('evidence counts where the prompt takes it, and then a short text is a caption', () => {
    const file = { text: '', evidence: [{ name: 'drafts.pdf', state: 'ready' as const }], conflict: false }
    expect(withAnswer('p2', file)).toEqual([])
    expect(withAnswer('p2', { ...file, text: 'See page' })).toEqual([])
    expect(withAnswer('p1', file)).toEqual([{ kind: 'empty', part: 'product', promptId: 'p1' }])
  })

  test('a file on its way, and two texts that wait for a choice', () => {
    const uploading = { ...says('one two three'), evidence: [{ name: 'a.mov', state: 'uploading' as const }] }
    expect(withAnswer('p2', uploading)).toEqual([{ kind: 'uploading', part: 'product', promptId: 'p2', name: 'a.mov' }])
    expect(withAnswer('p2', { ...says('one two three'), conflict: true })).toEqual([
      { kind: 'two_texts', part: 'product', promptId: 'p2' },
    ])
  })

  test('each statement by itself', () => {
    expect(missing({ statements: { ...statements, no_identities: false } })).toEqual([
      { kind: 'statement', statement: 'no_identities' },
    ])
  })

  test('what changed, on a later attempt', () => {
    expect(missing({ later: true })).toEqual([{ kind: 'changed_note' }])
    expect(missing({ later: true, changedNote: 'A second example.' })).toEqual([])
  })

  test('only open prompts count', () => {
    expect(openPrompts(work, ['open'])).toEqual(new Set(['p1', 'r1']))
    expect(missing({ openCriteria: ['open'], answers: new Map([['p1', says('one two three')]]) })).toEqual([])
  })

  test('more open criteria never open fewer prompts', () => {
    const ids = work.rubric.criteria.map(({ id }) => id)
    assert(
      property(subarray(ids), subarray(ids), boolean(), (a, b, both) => {
        const more = openPrompts(work, both ? [...a, ...b] : a)
        expect([...openPrompts(work, a)].every((id) => more.has(id))).toBe(true)
      }),
    )
  })
})
