import { fieldId } from '../../../../ui/forms/field-id.ts'
import type { Db } from '../../../../platform/database/database.ts'
import { listUnderWay } from '../../queries/designing/at-work.ts'
import { listKnown } from '../../queries/designing/known.ts'
import { listComments, listConflicts, type MedallionDraft } from '../../queries/drafts.ts'
import { findNewestMedallionVersion } from '../../queries/medallions.ts'
import { brokenRules } from '../../rules/broken.ts'
import { differencesOf } from '../../rules/designing/differences.ts'
import { fieldOf } from '../../rules/designing/form.ts'
import { petalsOf } from '../../rules/designing/petals.ts'
import { tidyDraft } from '../../rules/designing/reading.ts'
import { hoursOf } from '../../rules/designing/shape-of.ts'
import { asksInWords } from '../../rules/pages/page.ts'
import { neededOf } from '../../rules/qualify.ts'

/** What a leader sees before a draft becomes a version. */
export async function loadPublishView(db: Db, draft: MedallionDraft, { personId, timeZone }: Reader) {
  const { orgId, medallionId, content } = draft
  const [last, underWay, comments, conflicts] = await Promise.all([
    medallionId === null ? null : findNewestMedallionVersion(db, orgId, medallionId),
    medallionId === null ? [] : listUnderWay(db, orgId, medallionId),
    listComments(db, orgId, draft.id),
    listConflicts(db, orgId, draft.id),
  ])
  const slugs = [content, ...(last === null ? [] : [last.content])].flatMap(({ picks }) =>
    picks.map((pick) => pick.micro_credential),
  )
  const known = await listKnown(db, [...new Set(slugs)])
  const titles = new Map(known.map(({ slug, title }) => [slug, title]))
  return {
    id: draft.id,
    organisation: draft.organisation.name,
    title: content.title.trim() || 'A new medallion',
    revision: draft.revision,
    savedAt: draft.savedAt,
    savedBy: draft.savedBy.id === personId ? null : draft.savedBy.name,
    timeZone,
    monogram: content.monogram,
    petals: petalsOf(content, known),
    needed: neededOf(content),
    asks: asksInWords(content),
    hours: hoursOf(content, known),
    broken: brokenRules(content, known).map(({ rule, path, sentence, mend }) => ({
      id: `${rule} ${path.join('.')}`,
      href: `/design/${draft.id}#${fieldId(fieldOf(content, path))}`,
      sentence,
      mend,
    })),
    last: last === null ? null : { number: last.number, retired: last.retired !== null },
    changes:
      last === null
        ? []
        : differencesOf(
            { ...last.content, id: '' },
            { ...tidyDraft(content), id: '' },
            (slug) => titles.get(slug) ?? slug,
          ),
    underWay,
    openComments: comments.filter(({ settled }) => settled === null).length,
    conflicts: conflicts.length,
  }
}
type Reader = { personId: string; timeZone: string }
export type PublishView = Awaited<ReturnType<typeof loadPublishView>>
