import { expect, test } from 'vitest'
import { caseFile, caseId } from '#test/factories/frameworks/frameworks.ts'
import { readCase } from './case.ts'

test('twenty thousand items are read within seconds', () => {
  const items = Array.from({ length: 20_000 }, (_, n) => ({
    identifier: caseId(n + 1),
    uri: 'https://a.example/',
    fullStatement: `Says ${n}`,
  }))
  const links = items.slice(10).map(({ identifier }, n) => ({
    associationType: 'isChildOf',
    originNodeURI: { identifier },
    destinationNodeURI: { identifier: caseId(Math.floor(n / 10) + 1) },
  }))
  const answer = readCase('a.json', JSON.stringify({ ...caseFile([]), CFItems: items, CFAssociations: links }))
  expect(answer.ok && answer.edition.components.length).toBe(20_000)
  expect(answer.ok && Math.max(...answer.edition.components.map(({ depth }) => depth))).toBe(5)
})
