/** What of a stack or a badge is not written yet, told as an item of the checklist. */

import { misfitsOfTexts } from '../../../catalogue/rules/checks.ts'
import { badgeShape, stackShape } from '../../../catalogue/rules/content.ts'
import { keyInWords } from '../diff/fields.ts'
import type { ChecklistItem } from '../findings.ts'
import type { SectionContent } from '../sections.ts'

export function completeness(kind: 'stack' | 'badge', content: SectionContent): ChecklistItem {
  const { error } = (kind === 'stack' ? stackShape : badgeShape).safeParse(content)
  const missing = (error?.issues ?? []).map(({ path, message }) => ({
    path,
    reason: `${keyInWords(String(path[0] ?? kind))} ${message}`,
  }))
  const findings = [...missing, ...misfitsOfTexts(content)]
  return {
    id: 'complete',
    title: 'Everything is written, and fits together',
    why: `The page and the drawing of the ${kind} are made of it.`,
    advice: 'Fill in what is named here.',
    blocking: true,
    state: findings.length === 0 ? 'met' : 'not met',
    findings,
  }
}
