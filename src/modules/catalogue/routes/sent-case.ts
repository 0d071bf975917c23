/** `text` is what was pasted, to be shown again. */
export type SentCase =
  | { broken: string; text: string }
  | { file: string; content: string; text: string }
  | { words: Partial<Record<string, string>> }

/** What the forms of the page send: a CASE file or its text to be checked, or a word about what was checked. */
export async function readSent(request: Request): Promise<SentCase> {
  const form = await readForm(request)
  if (form === null) return { broken: 'What was sent broke off. Send it again.', text: '' }
  const [file, pasted] = [form.get('file'), form.get('text')]
  if (form.get('intent') !== 'check') {
    const words: Partial<Record<string, string>> = {}
    for (const [name, value] of form) if (typeof value === 'string') words[name] = value
    return { words }
  }
  const text = typeof pasted === 'string' ? pasted : ''
  const sent = file instanceof File && file.size > 0 ? file : null
  if (sent !== null && text.trim() !== '') return { broken: 'Choose a file or paste its text, not both.', text }
  if (sent === null && text.trim() === '') return { broken: 'Choose a file first, or paste its text.', text }
  if (sent === null) return { file: 'The text', content: text, text }
  try {
    const content = new TextDecoder('utf-8', { fatal: true }).decode(await sent.arrayBuffer())
    return { file: 'The file', content, text }
  } catch {
    return { broken: 'This file is not text in UTF-8, as JSON has to be.', text }
  }
}

async function readForm(request: Request): Promise<FormData | null> {
  try {
    return await request.formData()
  } catch {
    return null
  }
}
