import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { profileShape, readProfile } from './profile.ts'

const right = {
  monogram: ' rms ',
  ink: '#486bb8',
  mission: 'Every learner asks\r\nreal questions. ',
  goals: [
    { id: '', name: 'Inquiry', text: '' },
    { id: '', name: '', text: ' ' },
    { id: '', name: 'inquiry!', text: 'Again' },
  ],
}

describe('reading a profile', () => {
  it('leaves out empty goals and calls each of the others by an id of its own', () => {
    expect(readProfile(right, [])).toEqual({
      ok: true,
      profile: {
        monogram: 'rms',
        ink: '#486bb8',
        mission: 'Every learner asks\nreal questions.',
        goals: [
          { id: 'inquiry', name: 'Inquiry', text: '' },
          { id: 'inquiry-2', name: 'inquiry!', text: 'Again' },
        ],
      },
    })
  })

  it('keeps the id of a goal whose name changes, and takes none that was never given', () => {
    const goals = [
      { id: 'voice', name: 'Inquiry', text: '' },
      { id: 'inquiry', name: 'Other', text: '' },
      { id: 'inquiry', name: 'Inquiry', text: '' },
    ]
    const read = readProfile({ ...right, goals }, [{ id: 'inquiry', name: 'Inquiry', text: '' }])
    expect(read.ok && read.profile.goals.map(({ id }) => id)).toEqual(['inquiry-2', 'inquiry', 'inquiry-3'])
  })

  it.each([
    [{ monogram: '' }, 'monogram'],
    [{ monogram: 'ABCD' }, 'monogram'],
    [{ monogram: '<b>' }, 'monogram'],
    [{ ink: 'blue' }, 'ink'],
    [{ ink: '#ffffff' }, 'ink'],
    [{ mission: ' ' }, 'mission'],
    [{ mission: 'x'.repeat(10_000) }, 'mission'],
    [{ goals: [] }, 'goal-0-name'],
    [{ goals: Array.from({ length: 7 }, (_, i) => ({ id: '', name: `Goal ${i}`, text: '' })) }, 'goal-0-name'],
    [{ goals: [{ id: '', name: '', text: 'Without a name' }] }, 'goal-0-name'],
    [{ goals: [{ id: '', name: 'x'.repeat(10_000), text: '' }] }, 'goal-0-name'],
    [{ goals: [{ id: '', name: 'Long', text: 'x'.repeat(10_000) }] }, 'goal-0-text'],
  ])('says where %# is wrong', (change, field) => {
    const read = readProfile({ ...right, ...change }, [])
    expect(read.ok ? [] : read.faults.map((fault) => fault.field)).toEqual([field])
  })

  it('gives nothing that cannot be kept, whatever was written', () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 })
    const goal = fc.record({ id: text, name: fc.oneof(text, fc.constant('Goal')), text })
    fc.assert(
      fc.property(text, fc.array(goal, { minLength: 1, maxLength: 8 }), (mission, goals) => {
        const read = readProfile({ ...right, mission, goals }, [{ id: 'goal', name: 'Goal', text: '' }])
        if (read.ok) expect(profileShape.safeParse(read.profile).success).toBe(true)
        else expect(read.faults.length).toBeGreaterThan(0)
      }),
    )
  })
})
