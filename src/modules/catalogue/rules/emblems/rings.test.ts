import { describe, expect, test } from 'vitest'
import { badgeMedal, FIGURES, stackRing, type Inking, type Ring } from './emblems.ts'

const ringOf = (members: number, n: number, inking: Inking): Ring => ({
  style: { figure: FIGURES[n % 5] ?? 'planning', ink: 1, salt: n, numeral: String(n), title: `Stack ${n}` },
  pieces: Array.from({ length: members }, (_, at) => ({ id: `piece-${n}-${at}`, inking })),
})
const INKINGS: Inking[] = ['untouched', 'progress', 'earned']

/** The squares in which parts are set into the drawing itself, by their middle and half their width. */
const parts = (svg: string) => {
  let depth = 0
  return [...svg.matchAll(/<svg x="(-?\d+)" y="(-?\d+)" width="(\d+)"[^>]*>|<svg [^>]*>|<\/svg>/g)].flatMap(
    ([tag, x, y, width]) => {
      if (tag === '</svg>') depth -= 1
      else depth += 1
      if (tag === '</svg>' || x === undefined || depth !== 2 || tag.includes('viewBox="-520 0')) return []
      const r = Number(width) / 2
      return [{ x: Number(x) + r, y: Number(y) + r, r }]
    },
  )
}
const distance = (a: { x: number; y: number }, b: { x: number; y: number }) => Math.hypot(a.x - b.x, a.y - b.y)

describe('a stack of any number', () => {
  test.each(Array.from({ length: 11 }, (_, n) => n + 2))('of %i has its emblems apart from each other', (members) => {
    for (const inking of INKINGS) {
      const svg = stackRing(ringOf(members, 3, inking), 420, '')
      const eyes = parts(svg)
      expect(eyes).toHaveLength(members)
      expect(svg).not.toMatch(/NaN|undefined|Infinity/)
      // An emblem fills 488 of the 520 units of its half square.
      for (const [at, eye] of eyes.entries())
        for (const other of eyes.slice(at + 1))
          expect(distance(eye, other)).toBeGreaterThanOrEqual((eye.r + other.r) * (488 / 520))
    }
  })
})

describe('a badge of any number of stacks', () => {
  test.each(Array.from({ length: 9 }, (_, n) => n))('of %i keeps its rings apart and within its rim', (count) => {
    const rings = Array.from({ length: count }, (_, n) => ringOf(2 + ((n * 3) % 11), n, INKINGS[n % 3] ?? 'earned'))
    const svg = badgeMedal(rings, 600, 'AB', 'A Badge')
    const set = parts(svg)
    expect(set).toHaveLength(count)
    expect(svg).not.toMatch(/NaN|undefined|Infinity/)
    expect(svg.length).toBeLessThan(160_000)
    for (const [at, ring] of set.entries()) {
      expect(Math.hypot(ring.x, ring.y) + ring.r).toBeLessThanOrEqual(460)
      // The founding five cross each other a little, as tracery does.
      for (const other of set.slice(at + 1)) expect(distance(ring, other)).toBeGreaterThanOrEqual(ring.r + other.r - 16)
    }
  })
})
