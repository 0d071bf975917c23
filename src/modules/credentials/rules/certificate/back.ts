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

/** A column that goes on at the top of the next page. */
type Column = { x: number; width: number; y: number }

export function back(composer: Composer, page: Part, certificate: Certificate): void {
  const { doc } = composer
  const sheet = SHEETS[certificate.paper]
  const bottom = sheet.height - MARGIN
  const measure = (face: Face, text: string, width: number, size: number, lines = MOST_LINES): Fitted =>
    fit(composer, { face, text, width, largest: size, lines: [[size, lines]], leading: face === 'serif' ? 1.2 : 1.42 })
  const begin = (): number => {
    doc.addPage()
    rule(doc, MARGIN, MARGIN, sheet.width - 2 * MARGIN, 1.2, certificate.ink)
    rule(doc, MARGIN, MARGIN + 2.6, sheet.width - 2 * MARGIN, 0.5, certificate.ink)
    // Sheets come apart: each says what it belongs to.
    const { title, name, id } = certificate
    const whole = composer.canSpell(name) ? `${title}, earned by ${name}` : title
    const below = { y: bottom + 14, ink: SOFT }
    ornament(doc, () => {
      set(composer, measure('text', whole, sheet.width * 0.55, 8, 1), { ...below, x: MARGIN, align: 'left' })
      set(composer, measure('text', id, sheet.width * 0.3, 8, 1), { ...below, x: sheet.width - MARGIN, align: 'right' })
    })
    return MARGIN + 20
  }

  const write = (part: Part, kind: string, column: Column, words: Fitted, after: number, ink = INK): void => {
    if (column.y + words.height > bottom) column.y = begin()
    tell(composer, part, kind, () => set(composer, words, { x: column.x, y: column.y, align: 'left', ink }))
    column.y += words.height + after
  }

  const top = begin()
  const beside: Column = { x: MARGIN, width: NARROW, y: top }
  const about = group(composer, page, 'Sect')
  write(about, 'H2', beside, measure('serif', 'Who issued it', NARROW, 16), 6)
  for (const [term, answer] of [...certificate.issuer.facts, ['Number', certificate.id] as const]) {
    write(about, 'P', beside, measure('text', term, NARROW, 8.5), 0, SOFT)
    write(about, 'P', beside, measure('text', answer, NARROW, 9.5), 5)
  }
  beside.y += 8
  write(about, 'H2', beside, measure('serif', 'How to check it', NARROW, 16), 6)
  for (const sentence of howToCheck(certificate)) write(about, 'P', beside, measure('text', sentence, NARROW, 9.5), 6)

  const main: Column = { x: MARGIN + NARROW + BETWEEN, width: sheet.width - 2 * MARGIN - NARROW - BETWEEN, y: top }
  const assessed = group(composer, page, 'Sect')
  write(
    assessed,
    'H2',
    main,
    measure(
      'serif',
      certificate.earnedWith.length > 0 ? 'What it was earned with' : 'What was assessed',
      main.width,
      16,
    ),
    6,
  )
  write(assessed, 'P', main, measure('text', leadOf(certificate), main.width, 10), 10)
  for (const { title, says, level, above } of certificate.assessed) {
    const [head, body, foot] = [
      measure('strong', title, main.width, 10.5),
      measure('text', says, main.width, 10),
      measure('text', `${level}, ${above ? 'above the required level' : 'the required level'}.`, main.width, 9),
    ] as const
    // A criterion is read in one piece.
    if (main.y + head.height + body.height + foot.height > bottom) main.y = begin()
    rule(doc, main.x, main.y, main.width, 0.5, LINE)
    main.y += 6
    write(assessed, 'H3', main, head, 1)
    write(assessed, 'P', main, body, 1)
    write(assessed, 'P', main, foot, 8, SOFT)
  }
  if (certificate.earnedWith.length === 0) return
  const list = group(composer, assessed, 'L')
  for (const part of certificate.earnedWith) {
    const item = group(composer, list, 'LI')
    write(item, 'LBody', main, measure('text', part, main.width - 10, 10), 3)
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
