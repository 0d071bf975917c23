/** The pages after the diploma: who issued it, how to check it, and what was assessed. */

import { criteria } from './criteria.ts'
import { MARGIN, openPages, type Column } from './pages.ts'
import { parts } from './parts.ts'
import type { Composer } from './setting.ts'
import { group, MM, SOFT } from './sheet.ts'
import type { Certificate } from './view.ts'

const NARROW = 72 * MM
const BETWEEN = 14 * MM

export function back(composer: Composer, whole: PDFKit.PDFStructureElement, certificate: Certificate): void {
  const pages = openPages(composer, certificate)
  const { measure, write, across, top } = pages
  pages.begin()

  const beside: Column = { x: MARGIN, width: NARROW, y: top }
  const about = group(composer, whole, 'Sect')
  write(about, beside, { kind: 'H2', words: measure('serif', 'Who issued it', NARROW, 16), after: 6 })
  for (const [term, answer] of [...certificate.issuer.facts, ['Number', certificate.id] as const]) {
    write(about, beside, { kind: 'P', words: measure('text', term, NARROW, 8.5), after: 0, ink: SOFT })
    write(about, beside, { kind: 'P', words: measure('text', answer, NARROW, 9.5), after: 5 })
  }
  beside.y += 8
  write(about, beside, { kind: 'H2', words: measure('serif', 'How to check it', NARROW, 16), after: 6 })
  for (const sentence of howToCheck(certificate))
    write(about, beside, { kind: 'P', words: measure('text', sentence, NARROW, 9.5), after: 6 })

  const { earnedWith, assessed, recorded, mission } = certificate
  const main: Column = { x: MARGIN + NARROW + BETWEEN, width: across - NARROW - BETWEEN, y: top }
  const work = group(composer, whole, 'Sect')
  if (mission !== null) {
    write(work, main, { kind: 'H2', words: measure('serif', 'What it stands for', main.width, 16), after: 6 })
    write(work, main, { kind: 'P', words: measure('text', mission, main.width, 10), after: 14 })
  }
  const heading =
    recorded !== null ? 'How it was recorded' : earnedWith.length > 0 ? 'What it was earned with' : 'What was assessed'
  write(work, main, { kind: 'H2', words: measure('serif', heading, main.width, 16), after: 6 })
  write(work, main, { kind: 'P', words: measure('text', leadOf(certificate), main.width, 10), after: 10 })
  if (earnedWith.length > 0) parts({ composer, ...pages }, group(composer, work, 'L'), main, certificate)
  criteria(pages, work, main, assessed)
}

const leadOf = ({ earnedWith, recorded }: Certificate): string =>
  recorded ??
  (earnedWith.length > 0
    ? 'Each of these was assessed and earned by itself, in the version and with the hours that stand beside it.'
    : 'A product, an application and a reflection, scored by a trained person who saw neither name nor school, against these words and no others. Every criterion must be at the required level or above; nothing is averaged.')

const howToCheck = ({ address, checkAt }: Certificate): string[] => [
  'This paper is a picture of a signed file. The file itself is inside this PDF, as the attachment credential.json.',
  `Scan the code on the first page, or go to ${address.replace(/^https?:\/\//, '')}: the page tells whether it is real, and valid today.`,
  `Or hand this PDF to ${checkAt}. Any program that reads Open Badges 3.0 can check the attachment without us: it asks the issuer’s public key and the issuer’s list of withdrawn credentials.`,
]
