import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { microCredentialShape, type MicroCredentialContent } from '#src/modules/catalogue/rules/content.ts'
import { lineOf, type Educator, type Pursuit } from './ledger.ts'
import { pick } from './moments.ts'
import { acknowledged, cutOff, ledTo, read, send, type Round } from './round.ts'

/** The whole of one stack, so that its award is at stake too. */
const SLUGS = [
  'aligning-to-standards',
  'infusing-skills',
  'designing-authentic-tasks',
  'developing-driving-questions',
  'using-grasp-to-frame-a-task',
  'planning-for-student-voice-and-choice',
]

const contents = new Map<string, MicroCredentialContent>(
  SLUGS.map((slug) => [
    slug,
    microCredentialShape.parse(parse(readFileSync(`content/pbl/micro-credentials/${slug}.yaml`, 'utf8'))),
  ]),
)

const promptsOf = (slug: string) =>
  (contents.get(slug)?.parts ?? []).flatMap(({ kind, prompts }) => prompts.map((prompt) => ({ ...prompt, part: kind })))

/** One thing that an educator does: begins, writes, adds a file, submits, takes back, takes up again, tries again. */
export async function educate(round: Round, educator: Educator): Promise<void> {
  const { random } = round
  const slug = pick(random, SLUGS) ?? ''
  const pursuit = educator.pursuits.get(slug) ?? (await begin(round, educator, slug))
  const path = `/pursuits/${pursuit.id}`
  const page = await read(round, path, educator.cookie)
  if (page.includes('Start the next attempt')) return nextAttempt(round, educator, pursuit)
  if (page.includes('You took this back')) return void (await begin(round, educator, slug))
  if (page.includes('waits for an assessor')) {
    if (random() < 0.04) await takeBack(round, educator, pursuit)
    return
  }
  if (!page.includes('Saved as you write')) return
  if (random() < 0.03) return takeBack(round, educator, pursuit)
  const prompts = promptsOf(slug)
  const empty = prompts.filter(({ id }) => (pursuit.lines.get(id)?.acknowledged ?? -1) < 0)
  const now = empty.length > 0 ? empty : prompts.filter(() => random() < 0.3)
  await Promise.all(now.map((prompt) => write(round, educator, pursuit, prompt)))
  if (random() < 0.4) await addFile(round, educator, pursuit)
  if (!educator.tired && random() < 0.9) await submit(round, educator, pursuit)
}

async function begin(round: Round, educator: Educator, slug: string): Promise<Pursuit> {
  const known = educator.pursuits.get(slug)
  const answer = await send(round, '/pursuits', { cookie: educator.cookie, fields: { micro_credential: slug } })
  const id = /\/pursuits\/([0-9a-f-]+)/.exec(ledTo(answer) ?? '')?.[1]
  if (id === undefined || (known !== undefined && known.id !== id))
    throw new Error(`${educator.email} could not take up ${slug}: ${answer.status}`)
  acknowledged(round, 'begun')
  if (known !== undefined) {
    carried(known)
    return known
  }
  const pursuit: Pursuit = {
    id,
    slug,
    attempt: 1,
    lines: new Map(),
    files: [],
    submitted: new Set(),
    withdrawn: new Set(),
    takenBack: new Set(),
    cut: [],
  }
  educator.pursuits.set(slug, pursuit)
  return pursuit
}

function carried(pursuit: Pursuit): void {
  pursuit.attempt += 1
  for (const line of pursuit.lines.values()) line.revision = null
}

async function nextAttempt(round: Round, educator: Educator, pursuit: Pursuit): Promise<void> {
  const answer = await send(round, `/pursuits/${pursuit.id}`, { cookie: educator.cookie, fields: { intent: 'next' } })
  if (ledTo(answer) === null) throw new Error(`The next attempt was answered with ${answer.status}`)
  acknowledged(round, 'next attempt')
  carried(pursuit)
}

async function takeBack(round: Round, educator: Educator, pursuit: Pursuit): Promise<void> {
  const { attempt } = pursuit
  pursuit.takenBack.add(attempt)
  const fields = { intent: 'withdraw' }
  const answer = await send(round, `/pursuits/${pursuit.id}`, { cookie: educator.cookie, fields })
  // Refused when an assessor was faster.
  if (ledTo(answer) === null) return
  pursuit.withdrawn.add(attempt)
  acknowledged(round, 'withdrawn')
}

type Prompt = ReturnType<typeof promptsOf>[number]

let texts = 0
const textFor = ({ words }: Prompt): string =>
  [`Text ${(texts += 1)}`, ...Array.from({ length: (words?.min ?? 30) + 2 }, (_, n) => (n % 2 ? 'read' : 'they'))].join(
    ' ',
  )

/** Saves one or two texts in a row, as somebody who goes on writing. */
async function write(round: Round, { cookie }: Educator, pursuit: Pursuit, prompt: Prompt): Promise<void> {
  const line = lineOf(pursuit.lines, prompt.id)
  const save = async (body: string, baseRevision: number): Promise<boolean> => {
    const path = `/pursuits/${pursuit.id}/responses/${prompt.id}`
    const answer = await send(round, path, { method: 'PUT', cookie, json: { body, baseRevision } })
    if (answer.status === 200) return true
    const said = await cutOff(round, answer.text())
    if (answer.status === 422 && said.includes('locked')) return false
    throw new Error(`A save on top of revision ${baseRevision} was answered with ${answer.status}: ${said}`)
  }
  if (line.revision === null) line.revision = await revisionNow(round, cookie, pursuit, prompt)
  for (let times = 1 + Math.floor(round.random() * 2); times > 0 && line.revision !== null; times -= 1) {
    const body = textFor(prompt)
    const place = line.sent.push(body) - 1
    if (!(await save(body, line.revision))) {
      line.sent.pop()
      return
    }
    line.acknowledged = place
    line.revision += 1
    acknowledged(round, 'saved')
  }
}

/** The revision of a text that was carried into a new attempt, as its page tells it; null where it is locked. */
async function revisionNow(round: Round, cookie: string, { id }: Pursuit, prompt: Prompt): Promise<number | null> {
  const page = await read(round, `/pursuits/${id}/${prompt.part}`, cookie)
  const found = new RegExp(`name="revision:${prompt.id}" value="(\\d+)"`).exec(page)?.[1]
  return found === undefined ? null : Number(found)
}

let files = 0

/** Adds a small PDF with the form that works without a script. */
async function addFile(round: Round, { cookie }: Educator, pursuit: Pursuit): Promise<void> {
  const prompt = pick(
    round.random,
    promptsOf(pursuit.slug).filter(({ responses }) => responses.includes('file')),
  )
  const name = `sheet ${(files += 1)}.pdf`
  const bytes = Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(200 + Math.floor(round.random() * 20_000))])
  const filed = { name, promptId: prompt?.id ?? '', bytes, acknowledged: false, evidenceId: null, seen: false }
  pursuit.files.push(filed)
  const form = new FormData()
  form.set('part', prompt?.part ?? '')
  form.set(`file:${filed.promptId}`, new File([bytes], name, { type: 'application/pdf' }))
  const answer = await send(round, `/pursuits/${pursuit.id}/evidence`, { cookie, form })
  const led = ledTo(answer)
  if (led === null) throw new Error(`A file was answered with ${answer.status}`)
  if (led.includes('refused=')) {
    if (!/refused=(locked|too_many)/.test(led)) throw new Error(`A file was refused: ${led}`)
    return
  }
  filed.acknowledged = true
  acknowledged(round, 'file')
}

/** Clears away the uploads that a kill has cut, then hands the draft in. */
async function submit(round: Round, educator: Educator, pursuit: Pursuit): Promise<void> {
  const { cookie } = educator
  const { attempt } = pursuit
  for (const evidenceId of pursuit.cut.splice(0))
    await send(round, `/pursuits/${pursuit.id}/product`, { cookie, fields: { intent: `remove:${evidenceId}` } })
  const statements = { own_work: 'on', no_identities: 'on', may_be_read: 'on' }
  const fields = { intent: 'submit', changed_note: 'I rewrote it after the comment.', ...statements }
  const answer = await send(round, `/pursuits/${pursuit.id}/check`, { cookie, fields })
  if (answer.status === 429) educator.tired = true
  else if (ledTo(answer) !== null) {
    pursuit.submitted.add(attempt)
    acknowledged(round, 'submitted')
  } else {
    const page = await cutOff(round, answer.text())
    throw new Error(`A whole draft was not taken: ${/Not submitted yet[\s\S]{0,900}/.exec(page)?.[0]}`)
  }
}
