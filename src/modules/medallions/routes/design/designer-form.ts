import { redirect } from 'react-router'
import { isId } from '../../../../platform/database/ids.ts'
import { notFound, refused } from '../../../../platform/pages.ts'
import { readRevision } from '../../../../platform/revisions.ts'
import { discardDraft } from '../../commands/drafts.ts'
import type { Given } from '../../commands/designing/hold.ts'
import { saveDraft, settleConflict } from '../../commands/designing/saving.ts'
import type { MedallionDraft } from '../../queries/drafts.ts'
import { applyEdit, readEdit } from '../../rules/designing/edits.ts'
import { orderedDesign, readDesign } from '../../rules/designing/form.ts'

/**
 * Takes the form of the designer: saves all that is in it first, then does what its button asks. A button never costs
 * words: what is too long comes back as it was typed.
 */
export async function takeDesign(given: Given, draft: MedallionDraft, search: string, form: FormData) {
  const page = `/design/${draft.id}${search}`
  const intent = form.get('intent')
  const edit = readEdit(form.get('edit'))
  const sent = readDesign(form, draft.content)
  const content = edit === null ? sent : orderedDesign(applyEdit(sent, edit))
  const saved = await saveDraft(given, {
    draftId: draft.id,
    content,
    baseRevision: readRevision(form.get('revision')),
  })
  const reason = saved.ok ? null : saved.reason
  if (reason === 'unknown') return notFound()
  if (reason === 'too_long' || reason === 'too_many' || reason === 'malformed')
    return refused({ reason, content: sent })
  const settles = /^settle:([0-9a-f-]{36}):(kept|current)$/.exec(typeof intent === 'string' ? intent : '')
  if (settles !== null && isId(settles[1])) {
    const keep = settles[2] === 'kept' ? 'kept' : 'current'
    await settleConflict(given, { draftId: draft.id, conflictId: settles[1], keep })
    return redirect(page)
  }
  if (reason !== null) return redirect(`${page}#both`)
  if (edit !== null) return redirect(`${page}#${edit.kind === 'add' ? 'last' : 'list'}-${edit.list}`)
  if (intent === 'publish') return redirect(`/design/${draft.id}/publish`)
  if (intent === 'discard') {
    await discardDraft(given, draft.id)
    return redirect('/design')
  }
  return redirect(page)
}
