import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FIGURES, badgeMedal, cutOf, emblem, flatten, isFigure, medallionSeal, stackRing } from './emblems.ts'
import type { Figure, Ink, Inking, Petal, Ring, StackStyle } from './emblems.ts'
import { certificateFrame } from './ornament.ts'

/** SHA-256 of the thirty seals, earned, 96 px, without a title: { stack: { identifier: hash } }. Released, it never changes. */
const golden: Readonly<Record<string, Record<string, string>>> = JSON.parse(
  readFileSync(new URL('./emblems.golden.json', import.meta.url), 'utf8'),
)
const INKINGS: readonly Inking[] = ['untouched', 'progress', 'earned']
const style = (title: string, figure: Figure, ink: Ink, salt: number, numeral: string) => ({
  figure,
  ink,
  salt,
  numeral,
  title,
})
const instruction = style('Instruction', 'instruction', 2, 30, 'II')
const assessment = style('Assessment', 'assessment', 3, 375, 'III')
const STYLES: Readonly<Record<string, StackStyle>> = {
  'planning-and-preparation': style('Planning and Preparation', 'planning', 1, 8, 'I'),
  instruction,
  assessment,
  'classroom-environment': style('Classroom Environment', 'environment', 4, 6, 'IV'),
  'professional-responsibilities': style('Professional Responsibilities', 'profession', 5, 64, 'V'),
}
const founding = Object.entries(STYLES).map(([stack, s]) => ({ stack, style: s, ids: Object.keys(golden[stack]!) }))
const thirty = founding.flatMap((f) => f.ids.map((id) => ({ ...f, id })))
const rings = (inking: Inking): Ring[] =>
  founding.map((f) => ({ style: f.style, pieces: f.ids.map((id) => ({ id, inking })) }))
const petals = (n: number, inking: (i: number) => Inking): Petal[] =>
  thirty.slice(0, n).map((f, i) => ({ id: f.id, style: f.style, inking: inking(i) }))
const medal = (n: number, inking: (i: number) => Inking) => medallionSeal('RD', petals(n, inking))
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

const LEAF = /<([a-z]+)( [a-zA-Z-]+="[^"<&]*")*(\/>|>([^<>&]|&(amp|lt|gt|quot|#39);)*<\/\1>)/g
/** Whether tags nest and close, attributes are quoted and single, and text is escaped: takes the leaves off, layer by layer. */
function wellFormed(xml: string): boolean {
  if (/<[^<>]* ([a-zA-Z-]+)="[^"]*"[^<>]* \1="/.test(xml)) return false
  let [rest, before] = [xml, '']
  while (rest !== before) [rest, before] = [rest.replace(LEAF, ''), rest]
  return rest === ''
}

function expectSound(svg: string) {
  expect(svg).not.toMatch(/NaN|undefined|Infinity|null|\bid=|<style|clip-path|url\(/)
  expect(wellFormed(svg)).toBe(true)
  expect(flatten(svg)).not.toContain('var(')
}

const words = fc.string({ unit: 'binary' })
const anyStyle = fc.record({
  figure: fc.constantFrom(...FIGURES),
  ink: fc.constantFrom<Ink>(1, 2, 3, 4, 5),
  salt: fc.nat(),
  numeral: words,
  title: words,
})
const anyPiece = fc.record({ id: words, inking: fc.constantFrom(...INKINGS) })

describe('the thirty seals', () => {
  it('never change: they are people’s seals', () => {
    expect(thirty).toHaveLength(30)
    for (const f of thirty) expect(sha256(emblem(f.id, f.style, 'earned', 96, '')), f.id).toBe(golden[f.stack]?.[f.id])
  })

  it('have six different lobe counts in each founding stack', () => {
    for (const f of founding) expect(new Set(f.ids.map((id) => cutOf(id, f.style).lobes)).size, f.stack).toBe(6)
  })

  for (const size of [32, 64, 128, 400])
    it(`are thirty sound, light and different drawings at ${size} px in each inking`, () => {
      for (const inking of INKINGS) {
        const drawn = thirty.map((f) => emblem(f.id, f.style, inking, size, ''))
        expect(new Set(drawn).size).toBe(30)
        for (const svg of drawn) {
          expectSound(svg)
          expect(svg.length).toBeLessThan(size < 72 ? 3_500 : 9_000)
        }
      }
    })
})

describe('emblem', () => {
  it('says its identifier and state, or nothing beside its name', () => {
    expect(emblem('rubric-design', assessment, 'progress')).toContain(
      'role="img"><title>rubric-design: in progress</title>',
    )
    expect(emblem('rubric-design', assessment, 'progress', 40, '')).toMatch(/aria-hidden="true"(?!.*<title>)/)
  })

  it('is sound and always the same, whatever the words', () => {
    fc.assert(
      fc.property(anyPiece, anyStyle, fc.integer({ min: 8, max: 2000 }), words, (p, s, size, title) => {
        const svg = emblem(p.id, s, p.inking, size, title)
        expect(emblem(p.id, { ...s }, p.inking, size, title)).toBe(svg)
        expect(wellFormed(svg)).toBe(true)
        expect(svg.length - title.length * 6).toBeLessThan(12_000)
      }),
    )
  })

  it('escapes hostile titles and leaves out what XML forbids', () => {
    const svg = emblem('x', instruction, 'earned', 96, '</title><script>"&\'\u0000\u001b\uD800\uFFFF')
    expect(svg).toContain('<title>&lt;/title&gt;&lt;script&gt;&quot;&amp;&#39;</title>')
    expect(wellFormed(svg)).toBe(true)
  })

  it('has an outline that follows the lobes', () => {
    const seals = thirty
      .filter((f) => f.style.figure === 'assessment')
      .map((f) => emblem(f.id, f.style, 'earned', 64, ''))
    expect(new Set(seals.map((svg) => /stroke-dasharray="[^"]*"/.exec(svg)?.[0])).size).toBe(6)
  })
})

describe('stackRing, badgeMedal and medallionSeal', () => {
  it('are sound and light in every inking', () => {
    for (const inking of INKINGS) {
      const all = rings(inking)
      for (const r of all) expectSound(stackRing(r))
      const svg = badgeMedal(all)
      expectSound(svg)
      expect(svg.length).toBeLessThan(70_000)
      for (let n = 0; n <= 14; n++) expectSound(medal(n, () => inking))
    }
  })

  it('draw 8 to 12 petals and count what is earned', () => {
    for (let n = 8; n <= 12; n++) {
      const svg = medal(n, (i) => (i % 2 ? 'earned' : 'progress'))
      expect(svg.match(/rotate\([\d.]+\)/g)).toHaveLength(n)
      expect(svg).toContain(`<title>Medallion RD: ${Math.floor(n / 2)} of ${n} earned</title>`)
    }
    expect(medal(3, () => 'earned').match(/rotate\([\d.]+\)/g)).toHaveLength(8)
  })

  it('take any number of pieces and any words', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ style: anyStyle, pieces: fc.array(anyPiece, { maxLength: 9 }) }), { maxLength: 6 }),
        (all) => {
          for (const r of all) expect(wellFormed(stackRing(r))).toBe(true)
          const svg = badgeMedal(all, 640, all[0]?.style.title)
          expect(wellFormed(svg)).toBe(true)
          expect(svg.replace(/>[^<]*</g, '')).not.toMatch(/NaN|undefined|Infinity/)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('are struck only when every piece is earned', () => {
    const face = (last: Inking) =>
      stackRing({
        style: instruction,
        pieces: [
          { id: 'a', inking: 'earned' },
          { id: 'b', inking: last },
        ],
      }).includes('<circle r="122" fill="var(--metal')
    expect([face('earned'), face('progress')]).toEqual([true, false])
  })
})

describe('flatten', () => {
  const svg = emblem('x', assessment, 'progress', 128, 'var(--s3,red)')

  it('puts given values or printed inks in place of variables, and leaves words alone', () => {
    expect(flatten(svg, { '--s3': '#123456' })).toContain('stroke="#123456"')
    expect(flatten(svg)).toContain('stroke="#0a746f"')
    expect(flatten(svg)).toContain('<title>var(--s3,red)</title>')
  })
})

describe('isFigure', () => {
  it('knows five figures and refuses all else', () => {
    for (const figure of FIGURES) expect(isFigure(figure)).toBe(true)
    for (const other of ['', 'Planning', 'toString', 'rosette', 0, null, undefined, ['planning']])
      expect(isFigure(other)).toBe(false)
  })
})

describe('certificateFrame', () => {
  it('is sound in A4 and US letter, across and upright', () => {
    for (const side of [707, 773]) {
      expectSound(certificateFrame(1000, side))
      expectSound(certificateFrame(side, 1000))
    }
  })
})
