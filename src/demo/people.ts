import type { RoleKind } from '../platform/actor.ts'

/** The password of every demo person. Demo mode answers only on this machine, so it protects nothing. */
export const DEMO_PASSWORD = 'riverbend in demo mode'

export type Place = 'publisher' | 'district' | 'riverbend' | 'cedar-hill'

export type DemoPerson = {
  key: string
  name: string
  email: string
  /** What this person comes for, on the button of /demo. */
  comesFor: string
  roles: { kind: RoleKind; at: Place }[]
  /** Whether /demo has a button for this person. */
  door: boolean
}

const person = (key: string, name: string, comesFor: string, roles: DemoPerson['roles'], door = true): DemoPerson => ({
  key,
  name,
  email: `${key}@riverbend.example`,
  comesFor,
  roles,
  door,
})

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  person('educator', 'Amara Osei', 'teaches grade 7 science at Riverbend Middle School and works on her medal', [
    { kind: 'educator', at: 'riverbend' },
  ]),
  person('educator-2', 'Benjamin Tsosie', 'teaches grade 9 history at Cedar Hill High School', [
    { kind: 'educator', at: 'cedar-hill' },
  ]),
  person('assessor', 'Ines Albrecht', 'reads submissions against the rubric, without names', [
    { kind: 'assessor', at: 'publisher' },
  ]),
  person('assessor-2', 'Tomás Rivera', 'reads submissions too, and teaches art at Cedar Hill', [
    { kind: 'assessor', at: 'publisher' },
    { kind: 'educator', at: 'cedar-hill' },
  ]),
  person('leader', 'Ruth Delacroix', 'leads professional learning in the district', [
    { kind: 'leader', at: 'district' },
  ]),
  person('author', 'Noor Haddad', 'writes micro-credentials, and coaches colleagues in the district', [
    { kind: 'author', at: 'publisher' },
    { kind: 'educator', at: 'district' },
  ]),
  person('author-2', 'Sofia Lindqvist', 'writes them too, and reads what Noor wrote before it is published', [
    { kind: 'author', at: 'publisher' },
  ]),
  person('registrar', 'Kofi Mensah', 'keeps the register of awards and can revoke', [
    { kind: 'registrar', at: 'publisher' },
  ]),
  person('admin', 'Lena Park', 'adds people and keeps the settings', [
    { kind: 'admin', at: 'district' },
    { kind: 'admin', at: 'publisher' },
  ]),
  person('hana', 'Hana Kovač', 'teaches grade 8 English', [{ kind: 'educator', at: 'riverbend' }], false),
  person('dev', 'Dev Raman', 'teaches grade 7 mathematics', [{ kind: 'educator', at: 'riverbend' }], false),
  person('lucia', 'Lucía Ferrer', 'teaches grade 10 Spanish', [{ kind: 'educator', at: 'cedar-hill' }], false),
]
