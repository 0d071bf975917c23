/** The pages after the diploma: who issued it, how to check it, and what was assessed. */

import { fit, set, type Composer, type Fitted } from './setting.ts'
import { group, INK, LINE, MM, ornament, rule, SHEETS, SOFT, tell } from './sheet.ts'
import type { Certificate, Face } from './view.ts'

type Part = PDFKit.PDFStructureElement

const MARGIN = 20 * MM
const NARROW = 72 * MM
const BETWEEN = 14 * MM
/** What is longer ends in an ellipsis: no paragraph is taller than a page. */
const MOST_LINES = 30

/** `y`: how far it is filled. */
type Column = { x: number; width: number; y: number }
type Row = { kind: string; words: Fitted; after: number; ink?: string }

export function back(composer: Composer, page: Part, certificate: Certificate): void {
  const { doc } = composer
  const sheet = SHEETS[certificate.paper]
  const across = sheet.width - 2 * MARGIN
  const bottom = sheet.height - MARGIN
  const top = MARGIN + 20

  const measure = (face: Face, text: string, width: number, size: number): Fitted => {
    const leading = face === 'serif' ? 1.2 : 1.42
    return fit(composer, { face, text, width, largest: size, lines: [[size, MOST_LINES]], leading })
  }
  const begin = (): void => {
    doc.addPage()
    rule(doc, MARGIN, MARGIN, across, 1.2, certificate.ink)
    rule(doc, MARGIN, MARGIN + 2.6, across, 0.5, certificate.ink)
    // Sheets come apart: each says what it belongs to.
    const { title, name, id } = certificate
    const whole = composer.canSpell(name) ? `${title}, earned by ${name}` : title
    const foot = (text: string, width: number): Fitted =>
      fit(composer, { face: 'text', text, width, largest: 8, lines: [[8, 1]], leading: 1.42 })
    const below = { y: bottom + 14, ink: SOFT }
    ornament(doc, () => {
      set(composer, foot(whole, across * 0.65), { ...below, x: MARGIN, align: 'left' })
      set(composer, foot(id, across * 0.33), { ...below, x: sheet.width - MARGIN, align: 'right' })
    })
  }
  const write = (part: Part, column: Column, { kind, words, after, ink = INK }: Row): void => {
    if (column.y + words.height > bottom) {
      begin()
      column.y = top
    }
    tell(composer, part, kind, () => set(composer, words, { x: column.x, y: column.y, align: 'left', ink }))
    column.y += words.height + after
  }

  begin()
  const beside: Column = { x: MARGIN, width: NARROW, y: top }
  const about = group(composer, page, 'Sect')
  write(about, beside, { kind: 'H2', words: measure('serif', 'Who issued it', NARROW, 16), after: 6 })
  for (const [term, answer] of [...certificate.issuer.facts, ['Number', certificate.id] as const]) {
    write(about, beside, { kind: 'P', words: measure('text', term, NARROW, 8.5), after: 0, ink: SOFT })
    write(about, beside, { kind: 'P', words: measure('text', answer, NARROW, 9.5), after: 5 })
  }
  beside.y += 8
  write(about, beside, { kind: 'H2', words: measure('serif', 'How to check it', NARROW, 16), after: 6 })
  for (const sentence of howToCheck(certificate))
    write(about, beside, { kind: 'P', words: measure('text', sentence, NARROW, 9.5), after: 6 })

  const main: Column = { x: MARGIN + NARROW + BETWEEN, width: across - NARROW - BETWEEN, y: top }
  const { earnedWith } = certificate
  const assessed = group(composer, page, 'Sect')
  const heading = earnedWith.length > 0 ? 'What it was earned with' : 'What was assessed'
  write(assessed, main, { kind: 'H2', words: measure('serif', heading, main.width, 16), after: 6 })
  write(assessed, main, { kind: 'P', words: measure('text', leadOf(certificate), main.width, 10), after: 10 })
  const list = earnedWith.length > 0 ? group(composer, assessed, 'L') : null
  for (const part of earnedWith) {
    const item = group(composer, list ?? assessed, 'LI')
    write(item, main, { kind: 'LBody', words: measure('text', part, main.width, 10), after: 3 })
  }

  const rowsOf = (
    { title, says, level, above }: Certificate['assessed'][number],
    width: number,
    size: number,
  ): Row[] => [
    { kind: 'H3', words: measure('strong', title, width, size + 0.5), after: 1 },
    { kind: 'P', words: measure('text', says, width, size), after: 1 },
    {
      kind: 'P',
      words: measure(
        'text',
        `${level}, ${above ? 'above the required level' : 'the required level'}.`,
        width,
        size - 1,
      ),
      after: 8,
      ink: SOFT,
    },
  ]
  const high = (rows: readonly Row[]): number => rows.reduce((sum, { words, after }) => sum + words.height + after, 6)
  const single = certificate.assessed.map((criterion) => rowsOf(criterion, main.width, 10))
  // Rather two columns of smaller letters than a third page.
  const fits = main.y + single.reduce((sum, rows) => sum + high(rows), 0) <= bottom
  const half = (main.width - BETWEEN / 2) / 2
  const criteria = fits ? single : certificate.assessed.map((criterion) => rowsOf(criterion, half, 9))
  const begins = main.y
  const columns = (from: number): Column[] =>
    fits ? [{ ...main, y: from }] : [0, 1].map((n) => ({ x: main.x + n * (half + BETWEEN / 2), width: half, y: from }))
  let open = columns(begins)
  for (const rows of criteria) {
    // A criterion is read in one piece.
    while (open[0] !== undefined && open[0].y + high(rows) - 8 > bottom && (open.length > 1 || open[0].y > top)) {
      open.shift()
      if (open.length > 0) continue
      begin()
      open = columns(top)
    }
    const [column] = open
    if (column === undefined) continue
    rule(doc, column.x, column.y, column.width, 0.5, LINE)
    column.y += 6
    for (const row of rows) write(assessed, column, row)
  }
}

const leadOf = ({ earnedWith }: Certificate): string =>
  earnedWith.length > 0
    ? 'Each of these was assessed and earned by itself, in the version and with the hours that stand beside it.'
    : 'A product, an application and a reflection, scored by a trained person who saw neither name nor school, against these words and no others. Every criterion must be at the required level or above; nothing is averaged.'

const howToCheck = ({ address, checkAt }: Certificate): string[] => [
  'This paper is a picture of a signed file. The file itself is inside this PDF, as the attachment credential.json.',
  `Scan the code on the first page, or go to ${address.replace(/^https?:\/\//, '')}: the page tells whether it is real, and valid today.`,
  `Or hand this PDF to ${checkAt}. Any program that reads Open Badges 3.0 can check the attachment without us: it asks the issuer’s public key and the issuer’s list of withdrawn credentials.`,
]
