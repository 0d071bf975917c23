/** The first page: a diploma. */

import { create } from 'qrcode'
import { engrave, type Box } from './engrave.ts'
import { fit, set, type Composer, type Fitted } from './setting.ts'
import { ALERT, frame, group, INK, MM, rule, SHEETS, SOFT, tell, type Sheet } from './sheet.ts'
import type { Certificate } from './view.ts'

type Part = PDFKit.PDFStructureElement

const SEAL = 66 * MM
/** With every line at its longest there is still room for this. */
const SMALLEST_SEAL = 24 * MM
const CODE = 22 * MM

export function front(composer: Composer, page: Part, certificate: Certificate): void {
  const { doc } = composer
  const sheet = SHEETS[certificate.paper]
  const inset = frame(doc, sheet, certificate.ink)
  const body = group(composer, page, 'Sect')
  const foot = sheet.height - inset - 13 * MM + 9
  const head = words(composer, certificate, sheet.width - 2 * inset - 20)
  const top = inset + 26
  const room = foot - top - head.reduce((sum, { height, after }) => sum + height + after, 0)
  const seal = Math.min(SEAL, Math.max(SMALLEST_SEAL, room))
  // What is left over is shared out above the words and between them and the seal.
  let y = top + Math.max(0, Math.min(14, (room - seal) / 3))
  for (const line of head) {
    tell(composer, body, line.kind, () => {
      set(composer, line, { x: sheet.width / 2, y, align: 'center', ink: line.ink })
    })
    y += line.height + line.after
  }
  drawSeal(composer, body, certificate, { x: (sheet.width - seal) / 2, y: foot - seal, width: seal, height: seal })
  facts(composer, body, certificate, sheet, inset, foot)
  check(composer, body, certificate, sheet, inset, foot)
}

type Line = Fitted & { kind: string; ink: string; after: number }

/** What the page says, from the issuer to the competency, fitted to the room that the foot leaves. */
function words(composer: Composer, certificate: Certificate, width: number): Line[] {
  const small = { face: 'text', width, largest: 12, lines: [[9, 2]], leading: 1.4, even: true } as const
  const line = (kind: string, after: number, fitted: Fitted, ink = INK): Line => ({ ...fitted, kind, ink, after })
  const { issuer, name, title, says, earned, confirms, withdrawn, ink } = certificate
  return [
    line(
      'P',
      7,
      fit(composer, {
        face: 'serif',
        text: issuer.name,
        width,
        largest: 17,
        lines: [
          [14, 1],
          [9, 2],
        ],
        leading: 1.2,
        even: true,
      }),
    ),
    ...(withdrawn === null
      ? []
      : [
          line(
            'P',
            5,
            fit(composer, { ...small, face: 'strong', text: withdrawn, width: width * 0.8, lines: [[8, 3]] }),
            ALERT,
          ),
        ]),
    line('P', 5, fit(composer, { ...small, text: confirms })),
    line('H1', 9, nameOf(composer, name, width * 0.9)),
    line('P', 5, fit(composer, { ...small, text: earned })),
    line(
      'H2',
      9,
      fit(composer, {
        face: 'serif',
        text: title,
        width: width * 0.92,
        largest: 29,
        lines: [
          [22, 1],
          [15, 2],
          [11, 3],
        ],
        leading: 1.15,
        even: true,
      }),
      ink,
    ),
    line(
      'P',
      12,
      fit(composer, {
        ...small,
        text: says,
        width: Math.min(width * 0.74, 168 * MM),
        lines: [
          [12, 2],
          [10.5, 3],
          [9, 4],
        ],
      }),
    ),
  ]
}

/** A name whose letters no font here has is not spelt wrong: the paper says where it stands. */
function nameOf(composer: Composer, name: string, width: number): Fitted {
  const spelt = composer.canSpell(name)
  const text = spelt ? name : 'The educator whose name is on the page of this credential'
  return fit(composer, {
    face: 'italic',
    text,
    width,
    largest: spelt ? 42 : 24,
    lines: [
      [28, 1],
      [18, 2],
      [12, 3],
    ],
    leading: 1.15,
    even: true,
  })
}

function drawSeal(composer: Composer, body: Part, { seal }: Certificate, box: Box): void {
  if (seal === null) return
  const bbox = [box.x, box.y, box.x + box.width, box.y + box.height] as [number, number, number, number]
  tell(
    composer,
    body,
    'Figure',
    () => {
      composer.doc.font('serif')
      engrave(composer.doc, seal.svg, box)
    },
    { alt: seal.says, bbox },
  )
}

/** Terms and answers at the left of the seal, the last one on its foot. */
function facts(
  composer: Composer,
  body: Part,
  { facts: given }: Certificate,
  sheet: Sheet,
  inset: number,
  foot: number,
): void {
  const x = inset + 16 * MM
  const width = (sheet.width - SEAL) / 2 - x - 10 * MM
  const high = 33
  given.forEach(([term, answer], place) => {
    const y = foot - (given.length - place) * high
    tell(composer, body, 'P', () => {
      const label = fit(composer, {
        face: 'text',
        text: term,
        width,
        largest: 9,
        lines: [[8, 1]],
        leading: 1.3,
        even: true,
      })
      const below = set(composer, label, { x, y, align: 'left', ink: SOFT })
      const value = fit(composer, {
        face: 'text',
        text: answer,
        width,
        largest: 12,
        lines: [[7, 1]],
        leading: 1.3,
        even: true,
      })
      set(composer, value, { x, y: below, align: 'left', ink: INK })
    })
    rule(composer.doc, x, y + high - 5, width, 0.85, INK)
  })
}

/** The way to the page of the credential, to scan and to type, at the right of the seal. */
function check(
  composer: Composer,
  body: Part,
  { address }: Certificate,
  sheet: Sheet,
  inset: number,
  foot: number,
): void {
  const { doc } = composer
  const right = sheet.width - inset - 16 * MM
  const width = right - (sheet.width + SEAL) / 2 - 10 * MM
  const line = (text: string, largest: number): Fitted =>
    fit(composer, { face: 'text', text, width, largest, lines: [[5, 1]], leading: 1.3, even: true })
  const label = line('Is it still valid? Scan this, or go to', 9)
  const [, site = '', code = ''] = /^(?:https?:\/\/)?(.*\/)([^/]*)$/.exec(address) ?? []
  const typed = [line(site, 10.5), line(code, 10.5)]
  const high = typed.reduce((sum, { height }) => sum + height, 0)
  const top = foot - 7 - high
  const box = { x: right - CODE, y: top - label.height - CODE - 6, width: CODE, height: CODE }
  tell(composer, body, 'Figure', () => drawCode(doc, address, box), {
    alt: `QR code of ${address}`,
    bbox: [box.x, box.y, right, box.y + CODE],
  })
  const words = group(composer, body, 'P')
  tell(composer, words, 'Span', () => {
    set(composer, label, { x: right, y: top - label.height, align: 'right', ink: SOFT })
  })
  const link = group(composer, words, 'Link')
  tell(composer, link, 'Span', () => {
    typed.reduce((y, fitted) => set(composer, fitted, { x: right, y, align: 'right', ink: INK }), top)
  })
  const across = Math.max(...typed.map((each) => each.width))
  // The words are an object, since pdfkit takes a bare string for a name.
  const told = { structParent: link, Contents: Object(`The page of this credential: ${address}`) as string }
  doc.link(right - across, top, across, high, address, told)
  rule(doc, right - width, foot - 5, width, 0.85, INK)
}

/** Squares in rows: neighbours are drawn as one, so that no hair shows between them. */
function drawCode(doc: PDFKit.PDFDocument, address: string, { x, y, width }: Box): void {
  const { modules } = create(address, { errorCorrectionLevel: 'M' })
  const side = width / modules.size
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++) {
      if (!modules.get(row, column)) continue
      let end = column
      while (end + 1 < modules.size && modules.get(row, end + 1)) end++
      doc.rect(x + column * side, y + row * side, (end - column + 1) * side, side)
      column = end
    }
  doc.fill('#000000')
}
