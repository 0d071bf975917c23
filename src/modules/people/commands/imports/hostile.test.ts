import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { oneRosterZip, zipOf } from '#test/factories/people/rosters.ts'
import { refusalInWords } from '../../rules/imports/problems.ts'
import { Refused } from './refused.ts'
import { readRoster } from './roster.ts'

const options = { whole: false, school: true, admins: false, today: '2026-11-24', known: async () => new Set<string>() }

/** The sentence with which a file is refused, or how many people it holds. */
async function answerTo(bytes: Buffer): Promise<string> {
  try {
    const roster = await readRoster(bytes, options)
    return `${roster.people.said.length} people, ${roster.problems.length} problems`
  } catch (error) {
    if (error instanceof Refused) return refusalInWords(error.refusal)
    throw error
  }
}

const MANIFEST =
  'propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\nfile.orgs,bulk\nfile.users,bulk\nfile.roles,bulk\n'
const change = (from: string, to: string): Buffer =>
  oneRosterZip('bulk', { 'manifest.csv': MANIFEST.replace(from, to) })

/** A whole OneRoster with the bytes of its ZIP changed where `mark` begins. */
function damaged(offset: number, mark: number[], by: number[]): Buffer {
  const zip = oneRosterZip('bulk')
  zip.set(by, zip.indexOf(Buffer.from(mark)) + offset)
  return zip
}
const CENTRAL = [0x50, 0x4b, 1, 2]

describe('a ZIP', () => {
  test.each<[string, string, () => Buffer]>([
    ['of a roster', '5 people, 0 problems', () => oneRosterZip('bulk')],
    ['in a folder', '5 people, 0 problems', () => inFolder('export 2026/')],
    ['without a manifest', 'no manifest.csv', () => zipOf({ 'users.csv': 'a' })],
    ['of OneRoster 1.1', 'This is OneRoster 1.1', () => change('version,1.2', 'version,1.1')],
    ['whose manifest has no version', 'oneroster.version is missing', () => change('oneroster.version,1.2\n', '')],
    [
      'whose manifest is of another kind',
      'manifest.version must be 1.0',
      () => change('manifest.version,1.0', 'manifest.version,2'),
    ],
    ['whose manifest says nothing of roles', 'file.roles is missing', () => change('file.roles,bulk\n', '')],
    ['whose manifest invents a mode', '“full” is said of users', () => change('file.users,bulk', 'file.users,full')],
    [
      'whose manifest says a thing twice',
      'line 7: “file.orgs” stands here twice',
      () => change('file.roles,bulk', 'file.roles,bulk\nfile.orgs,bulk'),
    ],
    [
      'in which nothing is ours',
      'nothing to take in',
      () => zipOf({ 'manifest.csv': MANIFEST.replaceAll(',bulk', ',absent') }),
    ],
    [
      'in which a file is missing',
      'users.csv is bulk, but it is not in the ZIP',
      () => zipOf({ 'manifest.csv': MANIFEST, 'orgs.csv': 'x', 'roles.csv': 'x' }),
    ],
    [
      'in which a column is missing',
      'In roles.csv, these columns are missing: roleType',
      () => oneRosterZip('bulk', { 'roles.csv': 'sourcedId,userSourcedId,role,orgSourcedId\n' }),
    ],
    [
      'in which a row never ends',
      'In orgs.csv, row 2 does not end',
      () => oneRosterZip('bulk', { 'orgs.csv': 'sourcedId,name,type\n"a' }),
    ],
    [
      'that leads out of itself',
      'leads out of the ZIP',
      () => zipOf({ '../../etc/users.csv': 'x', 'manifest.csv': MANIFEST }),
    ],
    ['within a ZIP', 'no manifest.csv', () => zipOf({ 'inner.zip': oneRosterZip('bulk') })],
    ['that is a workbook', 'This is a workbook', () => zipOf({ '[Content_Types].xml': '<x/>', 'xl/a.xml': '<x/>' })],
    ['cut off', 'breaks off', () => oneRosterZip('bulk').subarray(0, -30)],
    ['that is no UTF-8', 'no text in UTF-8', () => zipOf({ 'manifest.csv': Buffer.from([0xff, 0xfe, 0x41, 0]) })],
    ['whose checksum is wrong', 'not what was packed', () => damaged(16, CENTRAL, [1, 2, 3, 4])],
    ['whose file is longer than it says', 'longer than the ZIP says', () => damaged(24, CENTRAL, [9, 0, 0, 0])],
    ['that is locked', 'locked with a password', () => damaged(8, CENTRAL, [1])],
    ['packed in an unknown way', 'not known here', () => damaged(10, CENTRAL, [99])],
    ['that grows out of all measure', 'far too large', () => damaged(24, CENTRAL, [0, 0, 0, 0x0f])],
  ])('%s', async (_, says, zip) => {
    expect(await answerTo(zip())).toContain(says)
  })

  test('with any byte changed is refused with a sentence, or read', async () => {
    const whole = oneRosterZip('bulk')
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
        const zip = Buffer.from(whole)
        zip[at] = byte
        expect(await answerTo(zip)).toMatch(/\.$|people/)
      }),
    )
  })
})

function inFolder(folder: string): Buffer {
  const names = ['manifest.csv', 'orgs.csv', 'users.csv', 'roles.csv']
  return zipOf({
    ...Object.fromEntries(names.map((name) => [folder + name, fileIn(name)])),
    [`__MACOSX/${folder}._users.csv`]: 'x',
    'read me.txt': 'x',
  })
}

const fileIn = (name: string): string => readFileSync(`test/oneroster/bulk/${name}`, 'utf8')

describe('rows of a OneRoster', () => {
  const problemsOf = async (files: Record<string, string>) =>
    (await readRoster(oneRosterZip('bulk', files), options)).problems.map(
      ({ file, line, problem, whole }) => `${file} ${line} ${problem}${whole ? '!' : ''}`,
    )

  test('that break the binding are named by file and line', async () => {
    expect(
      await problemsOf({
        'orgs.csv': 'sourcedId,name,type\n,A,school\nb,,school\nc,C,castle\nd,D,school\nd,E,school\n',
        'roles.csv': [
          'sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId',
          'r1,,,u1,main,teacher,,,d',
          'r2,,,u1,primary,wizard,,,d',
          'r3,,,u1,primary,teacher,1 May,,d',
          'r4,tobedeleted,,u1,primary,teacher,,,d',
          'r5,,,u1,primary,teacher,,,',
          'r6,,,u1,primary,teacher,,,d',
          'r7,,,u2,primary,ext:coach,,,d',
          'r8,,,u3,primary,teacher,,,d',
        ].join('\n'),
        'users.csv': [
          'sourcedId,enabledUser,username,givenName,familyName,email',
          'u1,yes,a,A,B,a@b.example',
          'u2,true,a,A,B,not read',
          'u3,true,a,A,,a@b.example',
        ].join('\n'),
      }),
    ).toEqual([
      'orgs.csv 2 id_missing!',
      'orgs.csv 3 org_wrong!',
      'orgs.csv 4 org_wrong!',
      'orgs.csv 6 id_twice!',
      'roles.csv 2 role_type_wrong',
      'roles.csv 3 role_unknown',
      'roles.csv 4 day_wrong',
      'roles.csv 5 status_in_bulk',
      'roles.csv 6 field_missing',
      'users.csv 2 enabled_wrong',
      'users.csv 4 field_missing',
    ])
  })

  test('of a delta say whether they are in force, and since when', async () => {
    const roles = [
      'sourcedId,status,dateLastModified,userSourcedId,roleType,role,orgSourcedId',
      'r1,,2026-11-20T06:00:00.000Z,u,primary,teacher,d',
      'r2,active,yesterday,u,primary,teacher,d',
      'r3,deleted,2026-11-20T06:00:00.000Z,u,primary,teacher,d',
    ].join('\n')
    const roster = await readRoster(oneRosterZip('delta', { 'roles.csv': roles }), options)
    expect(roster.problems.map(({ line, problem }) => `${line} ${problem}`)).toEqual([
      '2 status_wrong',
      '3 modified_wrong',
      '4 status_wrong',
    ])
  })
})
