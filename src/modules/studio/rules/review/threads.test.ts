import { describe, expect, it } from 'vitest'
import { commentsByField } from './threads.ts'

const CONTENT = {
  prompts: [
    { id: 'p2', text: 'Two' },
    { id: 'p1', text: 'One' },
  ],
  purpose: 'To see.',
}
const comment = (place: string, resolved: object | null = null) => ({ section: 'product' as const, place, resolved })

describe('comments beside their field', () => {
  it('follow their place wherever it has moved', () => {
    const found = commentsByField('product', CONTENT, [comment('prompts[p1].text'), comment('purpose')])
    expect([...found.keys()]).toEqual(['prompts.1.text', 'purpose'])
  })

  it('stand with the whole section when their place is gone, and leave when they are resolved', () => {
    const comments = [comment('prompts[p9].text'), comment(''), comment('purpose', { by: 'Noor' })]
    expect([...commentsByField('product', CONTENT, comments)]).toEqual([['', comments.slice(0, 2)]])
    expect(commentsByField('rubric', {}, comments).size).toBe(0)
  })
})
