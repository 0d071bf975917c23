import { describe, expect, test } from 'vitest'
import type { CaseEdition, Component } from './edition.ts'
import { changesOf, placeOf, type Standing } from './plan.ts'

const edition = (name: string, of: string, identifier: string): CaseEdition => ({
  name,
  edition: of,
  publisher: 'P',
  verified: false,
  note: 'N',
  document: { identifier, uri: 'https://a.example/' },
  components: [],
})
const standing = (name: string, of: string, documentIdentifier: string | null): Standing => ({
  id: `${name} ${of}`,
  frameworkKey: name.toLowerCase(),
  name,
  edition: of,
  source: documentIdentifier === null ? 'shipped' : 'imported',
  documentIdentifier,
  hash: '',
})

describe('where an edition goes', () => {
  const there = [standing('Shipped', '2013', null), standing('Other', '1', 'doc-1'), standing('Other', '2', 'doc-2')]
  test.each([
    ['a new document', edition('New', '1', 'doc-9'), { kind: 'new framework', frameworkKey: 'doc-9' }],
    ['the same again', edition('Other', '1', 'doc-1'), { kind: 'there', standing: there[1] }],
    ['the same under a new title', edition('Renamed', '1', 'doc-1'), { kind: 'there', standing: there[1] }],
    ['another version', edition('Other', '3', 'doc-1'), { kind: 'new edition', frameworkKey: 'other' }],
    [
      'another version under a new title',
      edition('Renamed', '3', 'doc-1'),
      { kind: 'new edition', frameworkKey: 'other' },
    ],
    ['another document of the title', edition('Other', '3', 'doc-9'), { kind: 'new edition', frameworkKey: 'other' }],
    [
      'a new edition of what is shipped',
      edition('Shipped', '2026', 'doc-9'),
      { kind: 'new edition', frameworkKey: 'shipped' },
    ],
    ['the place of what is shipped', edition('Shipped', '2013', 'doc-9'), { kind: 'taken', by: there[0] }],
    ['the place of another document', edition('Other', '2', 'doc-1'), { kind: 'taken', by: there[2] }],
    ['the title of another, for what is there', edition('Shipped', '2013', 'doc-1'), { kind: 'taken', by: there[0] }],
  ])('%s', (_, given, place) => {
    expect(placeOf(given, there)).toEqual(place)
  })
})

test('what is added, changed, removed and moved is told apart', () => {
  const component = (identifier: string, name = 'N'): Component => ({
    code: identifier.toUpperCase(),
    name,
    statement: null,
    kind: null,
    domain: 'D',
    depth: 1,
    item: { identifier, uri: 'https://a.example/' },
  })
  const [a, b, c, d] = [component('a'), component('b'), component('c'), component('d')]
  expect(changesOf([a, b, c], [a, b, c])).toEqual({ added: [], changed: [], removed: [], moved: false })
  expect(changesOf([a, b, c], [a, d, c])).toEqual({ added: [d], changed: [], removed: [b], moved: false })
  expect(changesOf([a, b, c], [a, c, b])).toMatchObject({ added: [], changed: [], removed: [], moved: true })
  expect(changesOf([a, b], [a, component('b', 'M')])).toMatchObject({
    changed: [{ before: b, after: { name: 'M' } }],
    moved: false,
  })
})
