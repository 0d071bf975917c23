/** Why a credential is replaced by a new one of the same award. */

import type { MicroCredentialContent } from '../../../catalogue/rules/content.ts'
import { meetsRequired } from '../../../catalogue/rules/rubric.ts'

/** holder: what it says of its holder changed; version: a corrected version; key: a key that is no longer trusted. */
export const REISSUE_CAUSES = ['holder', 'version', 'key'] as const
export type ReissueCause = (typeof REISSUE_CAUSES)[number]
export const isReissueCause = (text: string | null): text is ReissueCause =>
  REISSUE_CAUSES.some((cause) => cause === text)

/** Said wherever the old credential is met; of its holder no more than that something changed. */
export const BECAUSE = {
  holder: 'What it says of its holder changed',
  version: 'It stands on a corrected version now',
  key: 'It was signed anew with another key',
} satisfies Record<ReissueCause, string>

/** Whether the levels that were reached meet every criterion of a corrected version: nothing is asked of anyone anew. */
export const meetsAll = (content: MicroCredentialContent, levels: Readonly<Record<string, string>>): boolean =>
  content.rubric.criteria.every(({ id }) => meetsRequired(content, id, levels[id] ?? ''))
