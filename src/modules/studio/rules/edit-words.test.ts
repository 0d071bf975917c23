import { expect, test } from 'vitest'
import { editInWords } from './edit-words.ts'
import { applyEdit, type Edit } from './edits.ts'

const section = {
  rubric: {
    criteria: [
      { id: 'a', title: 'A goal' },
      { id: 'b', title: '' },
    ],
    levels: [{ id: 'low', name: 'Low' }],
  },
}

test.each<[Edit, string]>([
  [{ kind: 'down', path: ['rubric', 'criteria', 0] }, 'Criterion “A goal” moved down, now 2 of 2.'],
  [{ kind: 'up', path: ['rubric', 'criteria', 1] }, 'Criterion “b” moved up, now 1 of 2.'],
  [{ kind: 'copy', path: ['rubric', 'criteria', 0] }, 'Criterion “A goal” copied, now 2 of 3.'],
  [{ kind: 'add', path: ['rubric', 'criteria'] }, 'Criterion added, now 3 of 3.'],
  [{ kind: 'remove', path: ['rubric', 'criteria', 0] }, 'Criterion “A goal” removed, 1 left.'],
  [{ kind: 'remove', path: ['rubric', 'levels', 0] }, 'Level “Low” removed, none left.'],
  [{ kind: 'up', path: ['rubric', 'criteria', 0] }, ''],
])('%j is said as %j', (edit, words) => {
  expect(editInWords(section, edit, applyEdit(section, edit))).toBe(words)
})
