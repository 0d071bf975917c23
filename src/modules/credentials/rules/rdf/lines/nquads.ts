/** How IRIs and values are written in N-Quads, exactly as jsonld.js and rdf-canonize write them. */

export const RDF_TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type'
const XSD = 'http://www.w3.org/2001/XMLSchema#'
export const XSD_STRING = `${XSD}string`
export const XSD_DOUBLE = `${XSD}double`

/**
 * An absolute IRI that is written as it stands. Fewer than the standard allows: none with a letter that would be
 * escaped, and none beyond U+D7FF, where the orders of letters begin to differ.
 */
// oxlint-disable-next-line no-control-regex -- the letters that N-Quads escapes are control characters
const PLAIN_IRI = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s\u0000-\u0020<>"{}|^`\\\u007f\ud800-\uffff]*$/
export const isPlainIri = (text: string): boolean => PLAIN_IRI.test(text)

// oxlint-disable-next-line no-control-regex -- see above
const TO_ESCAPE = /[\u0000-\u001f\u007f"\\]/g
// oxlint-disable-next-line no-control-regex -- see above
const TO_LOOK_AT = /[\u0000-\u001f\u007f"\\\ud800-\udfff]/
// oxlint-disable-next-line no-control-regex -- see above
const UNLIKE_JSON = /[\u0000-\u0007\u000b\u000e-\u001f\u007f]/
const SHORT = new Map([
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['"', '\\"'],
  ['\\', '\\\\'],
])

/** Text as it stands between the quotes of a literal; null when half of a letter is missing (a lone surrogate). */
export function escapeLiteral(text: string): string | null {
  if (!TO_LOOK_AT.test(text)) return text
  if (!text.isWellFormed()) return null
  // JSON writes the common ones alike, and much faster.
  if (!UNLIKE_JSON.test(text)) return JSON.stringify(text).slice(1, -1)
  return text.replace(
    TO_ESCAPE,
    (letter) => SHORT.get(letter) ?? `\\u${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  )
}

/** What follows the text of a literal, up to the end of its line. */
export const literalEnd = (datatype: string): string => (datatype === XSD_STRING ? '" .\n' : `"^^<${datatype}> .\n`)

/** A number or truth value as an object, up to the end of its line; `datatype` is what the word's definition says. */
export function numberObject(value: number | boolean, datatype: string | null): string {
  if (typeof value === 'boolean') return `"${value}${literalEnd(datatype ?? `${XSD}boolean`)}`
  // jsonld.js tells a double from an integer by its decimal point, so 1e-8 is an integer.
  const isDouble = Math.abs(value) >= 1e21 || String(value).includes('.')
  if (isDouble || datatype === XSD_DOUBLE)
    return `"${value.toExponential(15).replace(/(\d)0*e\+?/, '$1E')}${literalEnd(datatype ?? XSD_DOUBLE)}`
  return `"${value.toFixed(0)}${literalEnd(datatype ?? `${XSD}integer`)}`
}
