/** Upright sheets of a tagged PDF that go on as long as there is something to write: words, tables and drawings. */

import PDFDocument from 'pdfkit'
import { flatten } from '../../../catalogue/rules/emblems/emblems.ts'
import { engrave } from '../../../credentials/rules/certificate/engrave.ts'
import { composer, fit, set, type Fitted } from '../../../credentials/rules/certificate/setting.ts'
import {
  group,
  INK,
  LINE,
  MM,
  ornament,
  rule,
  SHEETS,
  SOFT,
  tell,
} from '../../../credentials/rules/certificate/sheet.ts'
import type { Face, Fonts, Paper } from '../../../credentials/rules/certificate/view.ts'

const MARGIN = 18 * MM
const MOST_LINES = 30

type Part = PDFKit.PDFStructureElement

export type Sheets = {
  /** Everything that is written belongs to it */
  document: Part
  /** A new subject under a rule, on a sheet that has room for its beginning */
  section: (title: string, room?: number) => Part
  write: (part: Part, kind: 'H1' | 'H2' | 'H3' | 'P', words: Words) => void
  list: (part: Part, items: readonly string[]) => void
  /** Rows under heads that each new sheet repeats; a cell in the first column names its row */
  table: (part: Part, columns: readonly PaperColumn[], rows: readonly (readonly string[])[]) => void
  /** A drawing of ours as wide as the sheet, or narrower; `alt` is read out in its place */
  figure: (part: Part, svg: string, alt: string) => void
  end: () => Promise<Uint8Array<ArrayBuffer>>
}

export type Words = { face: Face; text: string; size: number; after: number; ink?: string }
/** `share` of the width; `figures` stand at the right */
export type PaperColumn = { head: string; share: number; figures?: boolean }

export type Said = { title: string; author: string; foot: string; paper: Paper; madeAt: Date }

/** pdfkit writes these words into XML as they are. */
const property = (text: string): string => text.replaceAll('&', 'and').replaceAll(/[<>]/g, '')

export function openSheets({ title, author, foot, paper, madeAt }: Said, fonts: Fonts): Sheets {
  const { width: height, height: width } = SHEETS[paper]
  const doc = new PDFDocument({
    size: [width, height],
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en',
    displayTitle: true,
    autoFirstPage: false,
    info: {
      Title: property(title),
      Author: property(author),
      Creator: 'Mintmark',
      Producer: 'Mintmark',
      CreationDate: madeAt,
    },
  })
  const whole = new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    const pieces: Uint8Array[] = []
    doc.on('data', (piece: Uint8Array) => pieces.push(piece))
    doc.on('end', () => resolve(Uint8Array.from(Buffer.concat(pieces))))
    doc.on('error', reject)
  })
  const setting = composer(doc, fonts)
  const across = width - 2 * MARGIN
  const bottom = height - MARGIN
  const top = MARGIN + 18
  let y = 0
  let sheets = 0

  const measure = (face: Face, text: string, size: number, wide = across): Fitted =>
    fit(setting, {
      face,
      text,
      width: wide,
      largest: size,
      lines: [[size, MOST_LINES]],
      leading: face === 'text' || face === 'strong' ? 1.4 : 1.2,
    })
  const begin = (): void => {
    doc.addPage()
    sheets++
    rule(doc, MARGIN, MARGIN, across, 1.2, INK)
    rule(doc, MARGIN, MARGIN + 2.6, across, 0.5, INK)
    // Sheets come apart: each says what it belongs to.
    ornament(doc, () => {
      const under = { y: bottom + 12, ink: SOFT }
      set(setting, measure('text', foot, 8, across * 0.8), { ...under, x: MARGIN, align: 'left' })
      set(setting, measure('text', `Sheet ${sheets}`, 8, across * 0.2), { ...under, x: width - MARGIN, align: 'right' })
    })
    y = top
  }
  const keep = (room: number): void => {
    if (y + room > bottom) begin()
  }
  const write: Sheets['write'] = (part, kind, { face, text, size, after, ink = INK }) => {
    const words = measure(face, text, size)
    keep(words.height)
    tell(setting, part, kind, () => set(setting, words, { x: MARGIN, y, align: 'left', ink }))
    y += words.height + after
  }

  begin()
  const document = doc.struct('Document')
  doc.addStructure(document)
  return {
    document,
    write,
    section(title, room = 120) {
      y += 10
      keep(room)
      // A new sheet has its rule already.
      if (y > top) rule(doc, MARGIN, y, across, 0.85, INK)
      y += 8
      const part = group(setting, document, 'Sect')
      write(part, 'H2', { face: 'serif', text: title, size: 17, after: 5 })
      return part
    },
    list(part, items) {
      const list = group(setting, part, 'L')
      for (const text of items) {
        const words = measure('text', text, 10.5, across - 14)
        keep(words.height)
        const item = group(setting, list, 'LI')
        tell(setting, item, 'LBody', () => set(setting, words, { x: MARGIN + 14, y, align: 'left', ink: INK }))
        ornament(doc, () => doc.circle(MARGIN + 4, y + 7.6, 1.6).fill(INK))
        y += words.height + 4
      }
      y += 6
    },
    table(part, columns, rows) {
      const gap = 10
      const body = group(setting, part, 'Table')
      const cells = (texts: readonly string[], face: (place: number) => Face, size: number): Fitted[] =>
        columns.map(({ share }, place) => measure(face(place), texts[place] ?? '', size, share * across - gap))
      const draw = (
        row: readonly Fitted[],
        kindOf: (place: number) => ['TH' | 'TD', scope?: 'Row' | 'Column'],
      ): void => {
        const line = group(setting, body, 'TR')
        let x = MARGIN
        columns.forEach(({ share, figures }, place) => {
          const words = row[place]
          const [kind, scope] = kindOf(place)
          const at = figures === true ? x + share * across - gap : x
          if (words !== undefined) {
            const paint = () => set(setting, words, { x: at, y, align: figures === true ? 'right' : 'left', ink: INK })
            // The types of pdfkit do not know the scope that it writes.
            const told: object = scope === undefined ? {} : { scope }
            line.add(doc.struct(kind, told, paint))
          }
          x += share * across
        })
        y += Math.max(...row.map((each) => each.height)) + 5
      }
      const head = cells(
        columns.map((column) => column.head),
        () => 'strong',
        8.5,
      )
      const heads = (): void => {
        draw(head, () => ['TH', 'Column'])
        rule(doc, MARGIN, y - 3, across, 1, INK)
        y += 2
      }
      keep(60)
      heads()
      for (const texts of rows) {
        const row = cells(texts, (place) => (place === 0 ? 'strong' : 'text'), 9.5)
        if (y + Math.max(...row.map((each) => each.height)) > bottom) {
          begin()
          heads()
        }
        draw(row, (place) => (place === 0 ? ['TH', 'Row'] : ['TD']))
        rule(doc, MARGIN, y - 2.5, across, 0.4, LINE)
        y += 2
      }
      y += 8
    },
    figure(part, svg, alt) {
      const [, , wide = 1, high = 1] = (/viewBox="([^"]+)"/.exec(svg)?.[1] ?? '').split(' ').map(Number)
      const drawn = { width: Math.min(across, wide), height: 0 }
      drawn.height = (drawn.width / wide) * high
      keep(drawn.height + 6)
      const box = { x: MARGIN, y, ...drawn }
      const paint = (): void => {
        doc.font('text')
        engrave(doc, flatten(svg), box)
      }
      tell(setting, part, 'Figure', paint, { alt, bbox: [box.x, box.y, box.x + box.width, box.y + box.height] })
      y += drawn.height + 12
    },
    end() {
      document.end()
      doc.end()
      return whole
    },
  }
}
