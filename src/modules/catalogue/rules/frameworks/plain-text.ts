/** Texts that come from outside: what no text of a catalogue may hold, however it is written. */

/** A page shows such texts as letters; what they were copied from, or are copied to, may run them. */
const SCRIPT = [
  /<\s*\/?\s*(?:script|iframe|object|embed|applet|meta|base|link|form)\b/i,
  /<[a-z][^<>]{0,500}?\son[a-z]{1,30}\s*=/i,
  /(?:\]\(|\]:|<|=\s*["']?)\s*(?:javascript|vbscript|data)\s*:/i,
]
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const UNREADABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/

/** Why a text cannot be taken as it is: the end of a sentence about it. Null when it can. */
export function notPlain(text: string): string | null {
  if (!text.isWellFormed() || UNREADABLE.test(text)) return 'holds a letter that cannot be shown or kept.'
  return SCRIPT.some((pattern) => pattern.test(text))
    ? 'holds script, or a link to script, which no text here may.'
    : null
}
