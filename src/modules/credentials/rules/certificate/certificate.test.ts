import { readFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import PDFDocument from 'pdfkit'
import { describe, expect, test } from 'vitest'
import { emblem, flatten, stackRing, type StackStyle } from '../../../catalogue/rules/emblems/emblems.ts'
import { idOfCode, shortAddress } from './address.ts'
import { extractFromPdf } from './attached.ts'
import { certificatePdf } from './certificate.ts'
import { composer, fit } from './setting.ts'
import { paperOf, type Certificate, type Fonts } from './view.ts'

const font = (name: string): Uint8Array =>
  readFileSync(new URL(`../../../../platform/fonts/${name}.ttf`, import.meta.url))
const FONTS: Fonts = {
  serif: font('LibreBodoni'),
  italic: font('LibreBodoni-Italic'),
  text: font('AtkinsonHyperlegibleNext'),
  strong: font('AtkinsonHyperlegibleNext-SemiBold'),
}
const STYLE: StackStyle = { figure: 'assessment', ink: 3, salt: 3, numeral: 'III', title: 'Assessment' }
const CREDENTIAL = JSON.stringify({ name: 'Hūhana Nguyễn 王 🎓', padding: 'x'.repeat(3000) })

const BASE: Certificate = {
  paper: 'a4',
  id: '0199c0de-0000-7000-8000-00000000abcd',
  name: 'Hūhana Nguyễn',
  title: 'Rubrics & <Criteria>',
  earned: 'has earned the micro-credential',
  confirms: 'confirms that',
  says: 'The educator writes a rubric that students use.',
  facts: [['Date', '3 December 2026']],
  issuer: { name: 'Riverbend School District', facts: [['Identifier', `did:web:${'riverbend.'.repeat(20)}example`]] },
  assessed: [{ id: 'a', title: 'Clear', level: 'Demonstrated', says: 'Students can say it.', above: false }],
  earnedWith: [],
  mission: null,
  recorded: null,
  withdrawn: null,
  address: shortAddress('https://mintmark.example', '0199c0de-0000-7000-8000-00000000abcd'),
  checkAt: 'mintmark.example/verify',
  ink: '#0a746f',
  seal: { svg: flatten(emblem('rubric-design', STYLE, 'earned', 400, 'x')), says: 'The struck seal' },
  document: CREDENTIAL,
  issuedAt: new Date('2026-12-03T10:00:00Z'),
}
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
const pagesOf = (pdf: Uint8Array): number => latin1(pdf).match(/\/Type \/Page\n/g)?.length ?? 0

describe('the certificate', () => {
  test('carries the credential letter for letter, and is the same file each time', async () => {
    const pdf = await certificatePdf(BASE, FONTS)
    expect(extractFromPdf(pdf)).toEqual({ ok: true, text: CREDENTIAL })
    expect(await certificatePdf(BASE, FONTS)).toEqual(pdf)
  })

  test('tells a screen reader its title, its language, its parts in order and what its drawings show', async () => {
    const pdf = latin1(await certificatePdf(BASE, FONTS))
    for (const said of [
      '/Lang (en)',
      '/Marked true',
      '/DisplayDocTitle true',
      '/AFRelationship /Data',
      '/Alt (The struck seal)',
    ])
      expect(pdf).toContain(said)
    expect(pdf).toContain('/Alt (QR code of https://mintmark.example/v/')
    expect(pdf.match(/\/S \/(Document|Sect|H\d|Figure|Link)\n/g)?.map((kind) => kind.slice(4).trim())).toEqual(
      expect.arrayContaining(['Document', 'Sect', 'H1', 'H2', 'Figure', 'Link', 'H3']),
    )
    expect(pdf.match(/\/FontFile2/g)).toHaveLength(4)
    // The words about the document are XML, which a title may not break.
    expect(/<dc:title>[\s\S]*?<\/dc:title>/.exec(pdf)?.[0]).toContain('>Rubrics and Criteria, earned by')
  })

  test.each<[string, Partial<Certificate>, pages: number]>([
    ['on letter', { paper: 'letter' }, 2],
    ['withdrawn', { withdrawn: `This credential was revoked. Reason: ${'because '.repeat(60)}` }, 2],
    [
      'of a stack',
      {
        earnedWith: [{ says: 'Finding Out, version 1 (1 hour)', line: '' }],
        assessed: [],
        seal: { svg: flatten(stackRing({ style: STYLE, pieces: [{ id: 'a', inking: 'earned' }] }, 400)), says: 'ring' },
      },
      2,
    ],
    [
      'of a medallion of twelve, with its mission',
      {
        earnedWith: Array.from({ length: 12 }, () => ({
          says: 'Finding Out, version 1 (1 hour)',
          line: 'The quiet ones know things too, and a short probe finds it. '.repeat(2),
        })),
        mission: 'In our four schools no one sits out. '.repeat(8),
        assessed: [],
      },
      2,
    ],
    ['without a drawing', { seal: null }, 2],
    ['with a name in letters that no font here has', { name: '王小明 🎓' }, 2],
    [
      'with everything at its longest',
      {
        name: 'Wolfe'.repeat(40),
        title: 'Word '.repeat(100),
        says: 'Long words. '.repeat(400),
        confirms: 'no longer confirms that',
        withdrawn: 'x '.repeat(400),
      },
      2,
    ],
    [
      'with eight criteria, on one sheet',
      {
        assessed: Array.from({ length: 8 }, (_, n) => ({
          id: String(n),
          title: `Criterion ${n}`,
          level: 'Demonstrated',
          says: 'Says what is seen in the work. '.repeat(5),
          above: false,
        })),
      },
      2,
    ],
    [
      'with many criteria',
      {
        assessed: Array.from({ length: 20 }, (_, n) => ({
          id: String(n),
          title: `Criterion ${n}`,
          level: 'Demonstrated',
          says: 'Says a lot. '.repeat(20),
          above: true,
        })),
      },
      4,
    ],
  ])('%s has its pages and its credential', async (_, changes, pages) => {
    const pdf = await certificatePdf({ ...BASE, ...changes }, FONTS)
    expect(pagesOf(pdf)).toBe(pages)
    expect(extractFromPdf(pdf)).toEqual({ ok: true, text: CREDENTIAL })
  })

  test('no name and no title is wider or longer than its place', () => {
    const letters = fc.constantFrom(...Array.from('aāặṛ Wfi-_. ß王🎓'))
    const set = composer(new PDFDocument({ size: [800, 600] }), FONTS)
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 300 }), fc.integer({ min: 60, max: 700 }), (text, width) => {
        const fitted = fit(set, {
          face: 'italic',
          text,
          width,
          largest: 42,
          lines: [
            [28, 1],
            [18, 2],
            [12, 3],
          ],
          leading: 1.15,
          even: true,
        })
        expect(fitted.width).toBeLessThanOrEqual(width + 0.01)
        expect(fitted.lines.length).toBeLessThanOrEqual(3)
        expect(fitted.height).toBeLessThan(72)
      }),
    )
  })

  test('Letter where it lies in the printers, A4 everywhere else', () => {
    expect(['US', 'CA', 'NZ', 'DE', 'VN'].map(paperOf)).toEqual(['letter', 'letter', 'a4', 'a4', 'a4'])
  })
})

describe('reading a PDF', () => {
  const attached = (head: string, bytes: string | Uint8Array): Uint8Array =>
    Buffer.concat([
      Buffer.from(`%PDF-1.7\n7 0 obj\n<< /Type /EmbeddedFile ${head} >>\nstream\r\n`),
      Buffer.from(bytes),
      Buffer.from('\nendstream\nendobj\n'),
    ])

  test.each<[string, Uint8Array]>([
    ['without packing', attached(`/Length ${Buffer.byteLength(CREDENTIAL)}`, CREDENTIAL)],
    ['with its length elsewhere', attached('/Length 12 0 R /Filter [/FlateDecode]', deflateSync(CREDENTIAL))],
    ['after another file', Buffer.concat([attached('/Length 5', 'hello'), attached('/Length 9 0 R', CREDENTIAL)])],
  ])('an attachment %s is read', (_, pdf) => {
    expect(extractFromPdf(pdf)).toEqual({ ok: true, text: CREDENTIAL })
  })

  test.each<[string, () => Uint8Array, RegExp]>([
    ['no PDF', () => Buffer.from('hello'), /no PDF/],
    ['a PDF without files', () => Buffer.from('%PDF-1.7\n/EmbeddedFiles 3 0 R'), /no credential/],
    ['a locked one', () => Buffer.from('%PDF-1.7\n/Encrypt 3 0 R'), /locked/],
    ['words only', () => attached('/Length 5', 'hello'), /none of them/],
    [
      'a bomb',
      () => attached('/Filter /FlateDecode /Length 1 0 R', deflateSync(new Uint8Array(40_000_000))),
      /none of them/,
    ],
    ['a length beyond the end', () => attached('/Length 999999999', CREDENTIAL), /none of them/],
    ['another packing', () => attached('/Filter /LZWDecode /Length 1 0 R', CREDENTIAL), /none of them/],
    ['a name at the very end', () => Buffer.from('%PDF-1.7\n/EmbeddedFile'), /none of them/],
    ['a thousand files', () => Buffer.from(`%PDF-1.7\n${'/EmbeddedFile stream '.repeat(1000)}`), /more files/],
    ['10 MB of slashes', () => Buffer.from(`%PDF-1.7\n${'/Embedded'.repeat(1_100_000)}`), /no credential/],
    ['13 MB', () => Buffer.concat([Buffer.from('%PDF-'), new Uint8Array(13 * 1024 * 1024)]), /12 MB/],
  ])('%s is answered by a sentence', (_, make, reason) => {
    expect(extractFromPdf(make())).toMatchObject({ ok: false, reason: expect.stringMatching(reason) })
  })

  test('whatever is changed in a certificate, there is an answer', async () => {
    const pdf = await certificatePdf(BASE, FONTS)
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(pdf.length - 1), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 9 }),
        fc.nat(pdf.length),
        (changes, end) => {
          const changed = pdf.slice(0, end)
          for (const [at, byte] of changes) changed[at] = byte
          const read = extractFromPdf(changed)
          expect(read.ok ? read.text : read.reason).not.toBe('')
        },
      ),
      { numRuns: process.env['DEEP'] ? 10_000 : 300 },
    )
  })
})

describe('the short address', () => {
  test('leads back to the credential, whatever its number', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        const code = shortAddress('', id).slice('/v/'.length)
        expect(code.length).toBeLessThanOrEqual(22)
        expect(idOfCode(code)).toBe(id)
      }),
    )
  })

  test.each([
    '',
    'x',
    '0'.repeat(22),
    'z'.repeat(22),
    'z'.repeat(10_000),
    '4vJ9JU1bJJE96FWSJKvHs/',
    '1111111111111111111111',
  ])('%s leads nowhere', (code) => {
    expect(idOfCode(code)).toBeNull()
  })
})
