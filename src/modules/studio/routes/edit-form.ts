import { redirect } from 'react-router'
import { findComponents } from '../../catalogue/queries/frameworks/search.ts'
import { fieldId } from '../../../ui/forms/field-id.ts'
import { isId } from '../../../platform/database/ids.ts'
import { notFound, refused } from '../../../platform/pages.ts'
import { readRevision } from '../../../platform/revisions.ts'
import type { Given } from '../commands/drafting.ts'
import { saveSection, settleConflict } from '../commands/saving.ts'
import { findSection } from '../queries/drafts.ts'
import { alignTo, readPick, type Aligned } from '../rules/alignments.ts'
import { applyEdit, itemId, placeAfter, readEdit } from '../rules/edits.ts'
import { inOldOrder } from '../rules/fields/order.ts'
import { readForm, tidySection } from '../rules/fields/reading.ts'
import { isSectionOf, type DraftKind, type Section, type SectionContent } from '../rules/sections.ts'

type Place = { draftId: string; kind: DraftKind; section: Section }

/**
 * Takes the form of a section: saves all that is in it first, then does what its button asks. Goes on to where that
 * leads, or answers with what was refused and all that was typed. A button never costs words.
 */
export async function takeSection(given: Given, { draftId, kind, section }: Place, form: FormData) {
  const find = textIn(form, 'find')
  const looked = find === '' ? '' : `?${new URLSearchParams({ find }).toString()}`
  const page = `/studio/drafts/${draftId}/edit/${section}${looked}`
  const intent = textIn(form, 'intent')
  const settles = /^settle:([0-9a-f-]{36}):(kept|current)$/.exec(intent)
  const baseRevision = readRevision(textIn(form, 'revision'))
  const edit = readEdit(form.get('edit'))
  const stands = await findSection(given.db, given.publisherId, draftId, section)
  const sent = inOldOrder(readForm(section, form).content, stands?.content ?? {})
  const aligned = section === 'alignments' ? await align(given, sent, form.get('pick')) : null
  const asked = aligned?.ok ? aligned.content : edit === null ? sent : applyEdit(sent, edit)
  const content = asked === sent ? sent : tidySection(section, asked).content
  const saved = await saveSection(given, { draftId, section, content, baseRevision })
  const reason = saved.ok ? null : saved.reason
  if (reason === 'unknown') return notFound()
  if (reason === 'too_long' || reason === 'too_many') return refused({ reason, content, baseRevision })
  if (settles !== null && isId(settles[1])) {
    const keep = settles[2] === 'kept' ? 'kept' : 'current'
    await settleConflict(given, { draftId, conflictId: settles[1], keep })
    return redirect(page)
  }
  if (reason !== null) return redirect(`${page}#both`)
  if (aligned?.ok) return redirect(`${page}#${itemId(aligned.at)}`)
  if (aligned !== null && saved.ok) return refused({ reason: aligned.reason, content, baseRevision: saved.revision })
  if (edit !== null) return redirect(`${page}#${anchor(sent, edit)}`)
  if (intent === 'find') return redirect(`${page}#${fieldId('find')}`)
  const next = /^next:(.+)$/.exec(intent)?.[1]
  if (next === 'overview') return redirect(`/studio/drafts/${draftId}`)
  return redirect(next !== undefined && isSectionOf(kind, next) ? `/studio/drafts/${draftId}/edit/${next}` : page)
}

/** Null when no component was picked; gone: no framework has it now. */
async function align(
  { db, publisherId }: Given,
  content: SectionContent,
  pick: unknown,
): Promise<Aligned | { ok: false; reason: 'gone' } | null> {
  const named = readPick(pick)
  if (named === null) return null
  const [component] = await findComponents(db, publisherId, [named])
  return component ? alignTo(content, component) : { ok: false, reason: 'gone' }
}

const textIn = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** Where the item of an edit stands after it; where it is gone, what came before it. */
function anchor(content: unknown, edit: NonNullable<ReturnType<typeof readEdit>>): string {
  const at = placeAfter(content, edit)
  if (at !== null) return itemId(at)
  const place = Number(edit.path.at(-1))
  return itemId([...edit.path.slice(0, -1), Math.max(0, place - 1)])
}
