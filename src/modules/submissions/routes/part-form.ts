import { redirect } from 'react-router'
import type { PartKind } from '../../catalogue/rules/content.ts'
import { isId } from '../../../platform/database/ids.ts'
import { notFound, refused } from '../../../platform/pages.ts'
import { readRevision } from '../../../platform/revisions.ts'
import type { Given } from '../commands/draft.ts'
import { addLink, removeEvidence, restoreEvidence } from '../commands/evidence.ts'
import { saveResponse, saveSelfAssessment, settleConflict } from '../commands/responses.ts'
import { refusalInWords } from '../rules/evidence.ts'
import { formText } from './form-text.ts'
import { isPartKind } from '../rules/work.ts'

type Place = { id: string; part: PartKind }

/** The fields of a form whose names begin with a word: `response:p1` gives ['p1', text]. */
const fieldsOf = (form: FormData, word: string): [string, string][] =>
  [...form].flatMap(([name, value]) =>
    name.startsWith(`${word}:`) && typeof value === 'string' ? [[name.slice(word.length + 1), value]] : [],
  )

/**
 * Takes the form of a part: saves every text and estimate in it first, then does what its button asks. Goes back to the
 * page, or answers with what was refused. A button never costs words that were typed.
 */
export async function savePart(given: Given, { id, part }: Place, form: FormData) {
  if (!isId(id)) return notFound()
  const page = `/pursuits/${id}/${part}`
  const saved = await saveTexts(given, id, form)
  if (saved.unknown) return notFound()
  if (saved.closed) return redirect(`/pursuits/${id}`)
  for (const [criterionId, levelId] of fieldsOf(form, 'estimate'))
    await saveSelfAssessment(given, { pursuitId: id, criterionId, levelId: levelId === '' ? null : levelId })
  const intent = formText(form, 'intent')
  if (intent === 'quiet') return null
  const link = await addLinks(given, id, form)
  if (link !== null || saved.tooLong.length > 0) return refused({ refusal: link, tooLong: saved.tooLong })
  // The button that chooses between two texts is followed though the form still holds one of them.
  if (saved.clash !== null && !intent.startsWith('settle:')) return redirect(`${page}#prompt-${saved.clash}`)
  return redirect(await follow(given, { id, part }, intent))
}

async function saveTexts(given: Given, pursuitId: string, form: FormData) {
  const tooLong: string[] = []
  let clash: string | null = null
  for (const [promptId, body] of fieldsOf(form, 'response')) {
    const baseRevision = readRevision(form.get(`revision:${promptId}`))
    const saved = await saveResponse(given, { pursuitId, promptId, body, baseRevision })
    if (saved.ok || saved.reason === 'locked') continue
    if (saved.reason === 'newer_elsewhere') clash ??= promptId
    else if (saved.reason === 'too_long') tooLong.push(promptId)
    else return { unknown: saved.reason === 'unknown', closed: saved.reason === 'closed', tooLong, clash }
  }
  return { unknown: false, closed: false, tooLong, clash }
}

/** Adds the links that were typed, whichever button was pressed. Returns the first that was refused. */
async function addLinks(given: Given, pursuitId: string, form: FormData) {
  for (const [promptId, url] of fieldsOf(form, 'link')) {
    if (url.trim() === '' && form.get('intent') !== `link:${promptId}`) continue
    const name = formText(form, `linkname:${promptId}`)
    const added = await addLink(given, { pursuitId, promptId, url, name })
    if (!added.ok && added.reason === 'refused') return { promptId, url, name, message: refusalInWords(added.refusal) }
  }
  return null
}

/** Does what the button asks beside saving, and says where to go. */
async function follow(given: Given, { id, part }: Place, intent: string): Promise<string> {
  const page = `/pursuits/${id}/${part}`
  const [verb = '', subject = '', choice] = intent.split(':')
  if (verb === 'link') return `${page}#prompt-${subject}`
  if (verb === 'next') return `/pursuits/${id}/${isPartKind(subject) ? subject : 'check'}#main`
  if (!isId(subject)) return page
  if (verb === 'remove') {
    const removed = await removeEvidence(given, subject)
    return removed.ok ? `${page}?removed=${subject}#prompt-${removed.promptId}` : page
  }
  if (verb === 'restore') {
    const restored = await restoreEvidence(given, subject)
    return restored.ok ? `${page}#prompt-${restored.promptId}` : page
  }
  if (verb === 'settle')
    await settleConflict(given, { pursuitId: id, conflictId: subject, keep: choice === 'kept' ? 'kept' : 'current' })
  return page
}
