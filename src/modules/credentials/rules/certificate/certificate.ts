/** The certificate of a credential as a tagged PDF, with the credential inside. */

import PDFDocument from 'pdfkit'
import { back } from './back.ts'
import { front } from './front.ts'
import { composer } from './setting.ts'
import { SHEETS } from './sheet.ts'
import type { Certificate, Fonts } from './view.ts'

const ATTACHED = 'credential.json'

/** pdfkit writes these words into XML as they are. */
const property = (text: string): string => text.replaceAll('&', 'and').replaceAll(/[<>]/g, '')

/** Two pages or more, the same bytes for the same certificate. The frame, the seal and the code are lines, not pictures. */
export function certificatePdf(certificate: Certificate, fonts: Fonts): Promise<Uint8Array<ArrayBuffer>> {
  const { title, name, issuer, paper, issuedAt, document } = certificate
  const { width, height } = SHEETS[paper]
  const doc = new PDFDocument({
    size: [width, height],
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en',
    displayTitle: true,
    info: {
      Title: property(`${title}, earned by ${name}`),
      Author: property(issuer.name),
      Subject: property(`Certificate of the credential ${certificate.id}, which it carries as ${ATTACHED}`),
      Creator: 'Mintmark',
      Producer: 'Mintmark',
      CreationDate: issuedAt,
    },
  })
  const whole = new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    const pieces: Uint8Array[] = []
    doc.on('data', (piece: Uint8Array) => pieces.push(piece))
    doc.on('end', () => resolve(Uint8Array.from(Buffer.concat(pieces))))
    doc.on('error', reject)
  })
  const attachment = {
    name: ATTACHED,
    type: 'application/json',
    description: 'The signed Open Badges 3.0 credential',
    creationDate: issuedAt,
    modifiedDate: issuedAt,
    relationship: 'Data',
  }
  doc.file(Buffer.from(document), attachment)
  const pages = doc.struct('Document')
  doc.addStructure(pages)
  const set = composer(doc, fonts)
  front(set, pages, certificate)
  back(set, pages, certificate)
  pages.end()
  doc.end()
  return whole
}
