import type { RoleKind } from '../../../../platform/actor.ts'

/** Words that people write for a role in our own list, beside its name. */
const CALLED: Record<string, RoleKind> = {
  educator: 'educator',
  teacher: 'educator',
  aide: 'educator',
  counselor: 'educator',
  counsellor: 'educator',
  librarian: 'educator',
  instructor: 'educator',
  leader: 'leader',
  principal: 'leader',
  'assistant principal': 'leader',
  'vice principal': 'leader',
  head: 'leader',
  assessor: 'assessor',
  author: 'author',
  registrar: 'registrar',
  admin: 'admin',
  administrator: 'admin',
}

export const kindOf = (word: string): RoleKind | null => {
  const lower = word.trim().toLowerCase()
  return Object.hasOwn(CALLED, lower) ? (CALLED[lower] ?? null) : null
}

/**
 * The roles of OneRoster 1.2. Who teaches or cares for pupils works towards credentials; who runs a school or a
 * district leads it. A system administrator keeps accounts: that is our admin, and only if the admin who takes the file
 * in says so. Nobody else is taken in: Mintmark keeps no pupils and no families.
 */
const ONEROSTER: Record<string, RoleKind> = {
  teacher: 'educator',
  aide: 'educator',
  counselor: 'educator',
  principal: 'leader',
  siteAdministrator: 'leader',
  districtAdministrator: 'leader',
  administrator: 'leader',
  systemAdministrator: 'admin',
}
const PASSED_OVER = ['student', 'parent', 'guardian', 'relative', 'proctor']

/** What a OneRoster role is here; passed: it is one of those who are not taken in; null: OneRoster has no such role. */
export function oneRosterKind(role: string): RoleKind | 'passed' | null {
  if (Object.hasOwn(ONEROSTER, role)) return ONEROSTER[role] ?? null
  return PASSED_OVER.includes(role) || /^ext:\w/.test(role) ? 'passed' : null
}
