/** A transcript as a tagged PDF, on upright sheets. */

import PDFDocument from 'pdfkit'
import { composer, fit, set } from '../certificate/setting.ts'
import { ALERT, group, INK, MM, ornament, rule, SHEETS, SOFT, tell } from '../certificate/sheet.ts'
import type { Face, Fonts, Paper } from '../certificate/view.ts'
import type { Transcript, TranscriptRow } from './transcript.ts'
import { countOf, dayIn, hoursText } from './words.ts'

const MARGIN = 20 * MM

export type PrintedTranscript = {
  transcript: Transcript
  name: string
  on: Date
  timeZone: string
  paper: Paper
  site: string
}

/** pdfkit writes these words into XML as they are. */
const property = (text: string): string => text.replaceAll('&', 'and').replaceAll(/[<>]/g, '')

export function transcriptPdf(
  { transcript, name, on, timeZone, paper, site }: PrintedTranscript,
  fonts: Fonts,
): Promise<Uint8Array<ArrayBuffer>> {
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
      Title: property(`Transcript of ${name}`),
      Author: 'Mintmark',
      Creator: 'Mintmark',
      Producer: 'Mintmark',
      CreationDate: on,
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
  let y = 0
  let sheets = 0

  const wordsOf = (face: Face, text: string, size: number) => {
    const leading = face === 'text' || face === 'strong' ? 1.4 : 1.2
    return fit(setting, { face, text, width: across, largest: size, lines: [[size, 12]], leading })
  }
  const begin = () => {
    doc.addPage()
    sheets++
    rule(doc, MARGIN, MARGIN, across, 1.2, INK)
    rule(doc, MARGIN, MARGIN + 2.6, across, 0.5, INK)
    // Sheets come apart: each says whose it is.
    const whose = setting.canSpell(name) ? `Transcript of ${name}` : 'Transcript'
    ornament(doc, () => {
      const foot = { y: bottom + 10, ink: SOFT }
      set(setting, wordsOf('text', whose, 8), { ...foot, x: MARGIN, align: 'left' })
      set(setting, wordsOf('text', `${dayIn(on, timeZone)}, sheet ${sheets}`, 8), {
        ...foot,
        x: width - MARGIN,
        align: 'right',
      })
    })
    y = MARGIN + 18
  }
  type Part = PDFKit.PDFStructureElement
  const write = (part: Part, kind: string, face: Face, text: string, size: number, after: number, ink = INK) => {
    const words = wordsOf(face, text, size)
    if (y + words.height > bottom) begin()
    tell(setting, part, kind, () => set(setting, words, { x: MARGIN, y, align: 'left', ink }))
    y += words.height + after
  }
  /** Keeps what belongs together on one sheet. */
  const keep = (room: number) => {
    if (y + room > bottom) begin()
  }

  const standing = ({ state, changedAt, reason }: TranscriptRow): string =>
    `${state === 'revoked' ? 'Revoked' : 'Suspended'} on ${dayIn(changedAt, timeZone)}${reason === null ? '' : `: ${reason}`}. It is not counted.`
  const award = (part: Part, row: TranscriptRow) => {
    keep(62)
    const item = group(setting, part, 'LI')
    const body = group(setting, item, 'LBody')
    write(body, 'P', 'strong', row.title, 11, 1)
    write(body, 'P', 'text', `${dayIn(row.awardedAt, timeZone)} · ${hoursText(row.hours)} · ${row.issuer}`, 9.5, 1)
    if (row.state !== 'active') write(body, 'P', 'strong', standing(row), 9.5, 1, ALERT)
    write(body, 'P', 'text', row.address ?? 'It is being signed.', 8.5, 8, SOFT)
  }

  begin()
  const page = doc.struct('Document')
  doc.addStructure(page)
  write(page, 'P', 'text', 'Transcript of professional learning', 11, 4, SOFT)
  write(page, 'H1', 'italic', setting.canSpell(name) ? name : 'The educator whose name is on the pages below', 28, 6)
  write(
    page,
    'P',
    'text',
    `${countOf(transcript.inForce, 'micro-credential')} in force, ${hoursText(transcript.hours)} in all, as of ${dayIn(on, timeZone)}. ${transcript.choice === 'all' ? 'What is suspended or revoked is shown and not counted.' : 'It shows what is in force.'}`,
    11,
    14,
  )
  for (const { title, rows, hours, inForce } of transcript.groups) {
    keep(110)
    rule(doc, MARGIN, y, across, 0.85, INK)
    y += 8
    const section = group(setting, page, 'Sect')
    write(section, 'H2', 'serif', title, 17, 2)
    write(section, 'P', 'text', `${countOf(inForce, 'micro-credential')}, ${hoursText(hours)}`, 9.5, 8, SOFT)
    const list = group(setting, section, 'L')
    for (const row of rows) award(list, row)
  }
  if (transcript.collections.length > 0) {
    keep(110)
    rule(doc, MARGIN, y, across, 0.85, INK)
    y += 8
    const section = group(setting, page, 'Sect')
    write(section, 'H2', 'serif', 'Stacks, badges and medallions', 17, 2)
    write(
      section,
      'P',
      'text',
      'Their hours are those of the micro-credentials above, and are not counted again.',
      9.5,
      8,
      SOFT,
    )
    const list = group(setting, section, 'L')
    for (const row of transcript.collections) award(list, row)
  }
  keep(40)
  write(
    page,
    'P',
    'text',
    `Anyone can check each award at its address, or its file at ${site}/verify. No account is needed.`,
    9.5,
    0,
  )
  page.end()
  doc.end()
  return whole
}
