/**
 * What files would do to a catalogue. A version is named by its thing and its `version`, and the name means one content
 * for ever: so a file is new, is the next version, or is there already; or it clashes with what is published.
 */

import { misfitsBetween, type Frame, type FrameMisfit } from './fit.ts'
import type { Source, ThingKind } from './package.ts'
import type { Problem } from '../yaml.ts'

/** A version that is there; `name` is that of its file, null for one of a time when names could come twice. */
export type KnownVersion = { number: number; name: string | null; hash: string; state: 'published' | 'draft' }
/** Something that is there, its versions from the first to the newest. */
export type KnownThing = { id: string; versions: KnownVersion[] }
export type Known = { things: Record<ThingKind, ReadonlyMap<string, KnownThing>>; frame: Frame }

export type Becomes = 'new' | 'next version' | 'outline' | 'unchanged'
/** `number` is that of the version that it is or becomes. */
export type Step = { source: Source; hash: string; becomes: Becomes; number: number }
type Refusal = { source: Source; path: readonly PropertyKey[]; reason: string }
export type Plan = { steps: Step[]; refusals: Refusal[] }

/** What each of these files would do, as if it stood alone, and which of them clash with what is published. */
export function planOf(given: readonly { source: Source; hash: string }[], known: Known): Plan {
  const steps: Step[] = []
  const refusals: Refusal[] = []
  for (const { source, hash } of given) {
    const { kind, content } = source
    const decided = decide(source, hash, known.things[kind].get(content.id)?.versions ?? [])
    const home = kind === 'micro-credential' ? stackOf(known, content.id) : null
    if ('reason' in decided) refusals.push({ source, ...decided })
    else if (kind === 'micro-credential' && home !== null && home !== content.stack)
      refusals.push({
        source,
        path: ['stack'],
        reason: `It belongs to the stack "${home}". A micro-credential is not moved between stacks: what people earned counts there.`,
      })
    else steps.push({ source, hash, ...decided })
  }
  return { steps, refusals }
}

const stackOf = ({ frame }: Known, id: string): string | null =>
  frame.microCredentials.find((known) => known.id === id)?.stack ?? null

function decide(
  { kind, content }: Source,
  hash: string,
  versions: readonly KnownVersion[],
): Pick<Step, 'becomes' | 'number'> | Omit<Refusal, 'source'> {
  const path = ['version']
  const published = versions.filter(({ state }) => state === 'published')
  const newest = published.at(-1)
  const outline = versions.find(({ state }) => state === 'draft')
  if ('status' in content) {
    if (newest !== undefined)
      return { path: ['status'], reason: `The ${kind} is published, so it cannot be an outline again.` }
    if (outline?.hash === hash) return { becomes: 'unchanged', number: outline.number }
    if (isLower(content.version, outline?.name)) return { path, reason: olderThan(content.version, outline?.name) }
    return { becomes: 'outline', number: outline?.number ?? 1 }
  }
  if (newest === undefined) return { becomes: 'new', number: outline?.number ?? 1 }
  const same = published.find(({ name }) => name === content.version)
  if (same?.hash === hash) return { becomes: 'unchanged', number: same.number }
  if (same !== undefined)
    return {
      path,
      reason: `Version ${content.version} is published with other content. Raise the version, so that each name stands for one content.`,
    }
  const highest = published.reduce<string | null>(
    (high, { name }) => (high === null || (name !== null && isLower(high, name)) ? name : high),
    null,
  )
  if (isLower(content.version, highest)) return { path, reason: olderThan(content.version, highest) }
  return { becomes: 'next version', number: newest.number + 1 }
}

const olderThan = (version: string, other: string | null | undefined): string =>
  `Version ${version} is older than ${other ?? ''}, which is here already.`

const isLower = (version: string, other: string | null | undefined): boolean =>
  other !== null && other !== undefined && compareVersions(version, other) < 0

/** Below 0 when `a` is older than `b`; both are three numbers. */
function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(BigInt))
  for (const [place, number] of (left ?? []).entries()) {
    const other = right?.[place] ?? 0n
    if (number !== other) return number < other ? -1 : 1
  }
  return 0
}

/** The catalogue as it will be: what the steps write in place of what is there. */
function frameAfter({ frame }: Known, steps: readonly Step[]): Frame {
  const badges: Frame['badges'][number][] = []
  const stacks: Frame['stacks'][number][] = []
  const microCredentials: Frame['microCredentials'][number][] = []
  for (const { source, becomes } of steps)
    if (becomes === 'unchanged') continue
    else if (source.kind === 'badge') badges.push(source.content)
    else if (source.kind === 'stack') stacks.push(source.content)
    else microCredentials.push(source.content)
  const merged = <T extends { id: string }>(before: readonly T[], now: readonly T[]): T[] => {
    const ids = new Set(now.map(({ id }) => id))
    return [...before.filter(({ id }) => !ids.has(id)), ...now]
  }
  return {
    badges: merged(frame.badges, badges),
    stacks: merged(frame.stacks, stacks),
    microCredentials: merged(frame.microCredentials, microCredentials),
  }
}

/** What these steps would make not fit; what did not fit before is no fault of theirs. */
function misfitsAfter(known: Known, steps: readonly Step[]): FrameMisfit[] {
  const before = new Set(misfitsBetween(known.frame).map(keyOf))
  return misfitsBetween(frameAfter(known, steps)).filter(
    (misfit) => !before.has(keyOf(misfit)) && (!misfit.mayWait || isLetGo(known, misfit)),
  )
}

/** A stack lets nothing go that can be begun, for who is under way with it works towards the stack. */
const isLetGo = ({ frame }: Known, { id, with: stack }: FrameMisfit): boolean =>
  frame.stacks.some((known) => known.id === stack && known.micro_credentials.includes(id))

const keyOf = ({ id, reason }: FrameMisfit): string => `${id} ${reason}`

/** What these steps bring that counts towards nothing before its stack lists it. */
export function unlistedAfter(known: Known, steps: readonly Step[]): string[] {
  const named = new Set(steps.map(({ source }) => source.content.id))
  return misfitsBetween(frameAfter(known, steps)).flatMap(({ id, mayWait }) => (mayWait && named.has(id) ? [id] : []))
}

/** What clashes with what is published, by file and line. */
export const refusalsOf = ({ refusals }: Pick<Plan, 'refusals'>): Problem[] =>
  refusals.map(({ source, path, reason }) => ({ file: source.file, line: source.lineOf(path), reason }))

/** Everything that is in the way of a plan, by file and line; empty when it can be carried out. */
export function problemsOf(known: Known, { steps, refusals }: Plan): Problem[] {
  const sources = steps.map(({ source }) => source)
  const find = (id: string | undefined) => sources.find(({ content }) => content.id === id)
  return [
    ...refusalsOf({ refusals }),
    // Whatever is refused is missing, so that nothing more can be said of the rest.
    ...(refusals.length > 0 ? [] : misfitsAfter(known, steps)).map(({ id, with: other, path, reason }) => {
      const own = find(id)
      const source = own ?? find(other)
      return { file: source?.file ?? '', line: source?.lineOf(own === undefined ? ['id'] : path) ?? 0, reason }
    }),
  ]
}

/**
 * The part of a plan that clashes with nothing that is published; whatever does not fit without the rest is left out
 * too. `left` names what was.
 */
export function peaceful(known: Known, { steps, refusals }: Plan): { steps: Step[]; left: string[] } {
  const left = refusals.map(({ source }) => source.content.id)
  let kept = steps
  for (;;) {
    const misfits = misfitsAfter(known, kept)
    const named = new Set(misfits.flatMap(({ id, with: other }) => [id, other]))
    const out = kept.filter(({ source, becomes }) => becomes !== 'unchanged' && named.has(source.content.id))
    if (out.length === 0) return { steps: misfits.length === 0 ? kept : [], left }
    left.push(...out.map(({ source }) => source.content.id))
    kept = kept.filter((step) => !out.includes(step))
  }
}
