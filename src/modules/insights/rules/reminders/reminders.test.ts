import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { promisesKept } from '#test/factories/medallions/reminders.ts'
import { sentenceOf, writeLetter } from './letter.ts'
import { personOfToken, stopToken } from './link.ts'
import { stepsOf, type Standing, type Step, type Taken, type Work } from './steps.ts'

test('one letter in seven days at most, none in quiet hours or on free days, none once unwanted, nothing told twice', () => {
  expect(promisesKept(40)).toBeGreaterThan(0)
})

const DAY = 86_400_000
const START = Date.parse('2026-11-02T00:00:00Z')
const picks = ['a', 'b', 'c'].map((microCredentialId) => ({ microCredentialId, groupId: null, needed: 1 }))
const named = new Map(['a', 'b', 'c'].map((id) => [id, { title: id.toUpperCase(), slug: id }]))

describe('what somebody is reminded of', () => {
  const now = new Date(START)
  const ago = (days: number) => new Date(START - days * DAY)
  const taken = (edit: Partial<Taken>): Taken => ({
    medallionId: 'm',
    title: 'M',
    state: 'accepted',
    since: ago(60),
    picks,
    awarded: false,
    ...edit,
  })
  const work = (edit: Partial<Work>): Work => ({
    pursuitId: 'pa',
    microCredentialId: 'a',
    title: 'A',
    state: 'draft',
    attempt: 1,
    movedAt: ago(60),
    ...edit,
  })
  const kinds = (standing: Partial<Standing>) =>
    stepsOf({ taken: [], earned: new Set(), work: [], named, ...standing }, now).map(
      ({ kind, path }) => `${kind} ${path}`,
    )

  test.each<[string, Partial<Standing>, string[]]>([
    ['an offer of six days', { taken: [taken({ state: 'offered', since: ago(6) })] }, []],
    ['an offer of a week', { taken: [taken({ state: 'offered', since: ago(7) })] }, ['offer /medal']],
    ['accepted thirteen days ago', { taken: [taken({ since: ago(13) })] }, []],
    ['accepted two weeks ago, nothing begun', { taken: [taken({ since: ago(14) })] }, ['not started /medal']],
    ['begun and moving', { taken: [taken({})], work: [work({ movedAt: ago(3) })] }, []],
    ['stalled for two weeks', { taken: [taken({})], work: [work({ movedAt: ago(14) })] }, ['stalled /pursuits/pa']],
    ['in somebody’s hands', { work: [work({ state: 'in_assessment' })] }, []],
    ['feedback of a week', { work: [work({ state: 'not_yet', movedAt: ago(7) })] }, ['not yet /pursuits/pa']],
    ['one left', { taken: [taken({})], earned: new Set(['b', 'c']) }, ['one left /micro-credentials/a']],
    [
      'one left, and begun: told once',
      { taken: [taken({})], earned: new Set(['b', 'c']), work: [work({})] },
      ['one left /pursuits/pa'],
    ],
    [
      'one left, and handed in',
      { taken: [taken({})], earned: new Set(['b', 'c']), work: [work({ state: 'submitted' })] },
      [],
    ],
    ['all of it earned', { taken: [taken({})], earned: new Set(['a', 'b', 'c']) }, []],
    ['awarded', { taken: [taken({ awarded: true })], earned: new Set(['a', 'b']) }, []],
  ])('%s', (_, standing, expected) => {
    expect(kinds(standing)).toEqual(expected)
  })
})

test('a letter says each step with its address, and how to get no more', () => {
  const step: Step = {
    kind: 'one left',
    subjectId: 'm',
    state: 's',
    title: 'Ready Together',
    next: 'Rubric Design',
    path: '/x',
  }
  const about = { name: 'Amara', publicUrl: 'https://mint.example', stop: 'https://mint.example/reminders/stop/T' }
  const { subject, body } = writeLetter([step], about)
  expect(subject).toBe('One left: Ready Together')
  for (const said of [sentenceOf(step), 'https://mint.example/x', about.stop, 'once a week at most'])
    expect(body).toContain(said)
  expect(writeLetter([step, { ...step, kind: 'offer' }], about).subject).toBe('2 next steps')
})

describe('the link that ends reminders', () => {
  const secret = 's'.repeat(40)

  test('names its person, and no link that was changed or made elsewhere does', () => {
    fc.assert(
      fc.property(fc.uuid({ version: 7 }), fc.nat({ max: 42 }), (personId, at) => {
        const token = stopToken(secret, personId)
        expect(personOfToken(secret, token)).toBe(personId)
        const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1)
        expect(personOfToken(secret, changed)).toBeNull()
        expect(personOfToken('another secret', token)).toBeNull()
      }),
    )
  })

  test.each(['', 'x', 'A'.repeat(43), 'A'.repeat(999), '../..'])('what was made up is none', (token) => {
    expect(personOfToken(secret, token)).toBeNull()
  })
})
