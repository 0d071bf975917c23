/** What somebody hands in to be checked, by its content and not by its name: the text of the credential in it. */

import { MOST_BYTES, nothing, textOf, TOO_LARGE, type Carried, type Nothing } from '../baking/carried.ts'
import { isPng } from '../baking/chunks.ts'
import { unbakePng } from '../baking/png.ts'
import { unbakeSvg } from '../baking/svg.ts'
import { extractFromPdf, isPdf } from '../certificate/attached.ts'

export type ContainerForm = 'png' | 'svg' | 'pdf' | 'json' | 'jwt'
export type Contained = { ok: true; form: ContainerForm; text: string } | Nothing

/**
 * Text that is neither picture nor JWT is taken for JSON: whether it is a credential is for the check to say. Never
 * throws, and takes no more time and room than the size of the file warrants.
 */
export function readContainer(bytes: Uint8Array): Contained {
  if (bytes.length > MOST_BYTES) return nothing(TOO_LARGE)
  if (isPng(bytes)) return as('png', unbakePng(bytes))
  if (isPdf(bytes)) return as('pdf', extractFromPdf(bytes))
  const other = OTHERS.find(([begin]) => begin.every((byte, at) => bytes[at] === byte))
  if (other !== undefined) return nothing(other[1])
  const text = textOf(bytes)?.trim()
  if (text === undefined) return nothing('It is no file that carries a credential: a PNG, SVG, PDF, JSON or JWT.')
  if (/^<[?!\w]/.test(text)) return as('svg', unbakeSvg(text))
  return { ok: true, form: /^[\w-]+\.[\w-]*\.[\w-]+$/.test(text) ? 'jwt' : 'json', text }
}

const as = (form: ContainerForm, carried: Carried): Contained => (carried.ok ? { ...carried, form } : carried)

/** What people often hand in instead. */
const OTHERS: readonly [begin: number[], reason: string][] = [
  [[0x50, 0x4b, 0x03, 0x04], 'It is a ZIP. Unpack it, and choose one of the files in it.'],
  [
    [0xff, 0xd8, 0xff],
    'It is a photo (JPEG), which carries no credential. Choose the PNG or the PDF as it was downloaded.',
  ],
  [
    [0x52, 0x49, 0x46, 0x46],
    'It is a picture that carries no credential. Choose the PNG or the PDF as it was downloaded.',
  ],
  [
    [0x47, 0x49, 0x46, 0x38],
    'It is a picture that carries no credential. Choose the PNG or the PDF as it was downloaded.',
  ],
]
