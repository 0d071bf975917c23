/** Where things stand in a JSON text. A parser says what is in it, but not on which line, and passes over doubled keys. */

type Step = string | number
type Frame = { keys: Set<string> | null; step: Step }
type See = (path: readonly Step[], at: number) => void
export type Broken = { line: number; reason: string }

const DEEPEST = 30
const SPACE = new Set([9, 10, 13, 32])
const QUOTE = 34
const BACKSLASH = 92
const ESCAPED = /^(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/
const LITERAL = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/
const LONGEST_LITERAL = 60

/** Why a text is not JSON that can be read, or null. `see` is told each value on the way, with where it begins. */
export function walkJson(text: string, see: See = () => undefined): Broken | null {
  const frames: Frame[] = []
  let expects: 'value' | 'value or end' | 'key' | 'key or end' | 'end' = 'value'
  let at = 0
  const broken = (reason: string): Broken => ({ line: lineAt(text, Math.min(at, text.length)), reason })
  for (;;) {
    while (SPACE.has(text.charCodeAt(at))) at++
    const letter = text[at]
    const frame = frames.at(-1)
    if (expects === 'end' && frame === undefined)
      return letter === undefined ? null : broken(`Something stands after its end: ${around(text, at)}`)
    if (letter === undefined) return broken('It breaks off before its end.')

    const closes = frame?.keys ? '}' : ']'
    if (expects !== 'value' && expects !== 'key' && letter === closes) {
      frames.pop()
      expects = 'end'
      at++
      continue
    }
    if (expects === 'end') {
      if (letter !== ',') return broken(`A comma or ${closes} is missing before ${around(text, at)}`)
      expects = frame?.keys ? 'key' : 'value'
      at++
      continue
    }
    if (expects === 'key' || expects === 'key or end') {
      const end = letter === '"' ? endOfString(text, at) : null
      const keys = frame?.keys ?? null
      if (end === null || frame === undefined || keys === null)
        return broken(`A key in quotes is missing before ${around(text, at)}`)
      const key = text.slice(at + 1, end - 1)
      if (keys.has(key)) return broken(`The key "${key.slice(0, 80)}" stands twice in one object.`)
      keys.add(key)
      frame.step = key
      at = end
      while (SPACE.has(text.charCodeAt(at))) at++
      if (text[at] !== ':') return broken(`A colon is missing before ${around(text, at)}`)
      expects = 'value'
      at++
      continue
    }

    if (frame !== undefined && typeof frame.step === 'number') frame.step++
    see(
      frames.map(({ step }) => step),
      at,
    )
    if (letter === '{' || letter === '[') {
      if (frames.length >= DEEPEST) return broken('Its lists or objects lie too deep in each other.')
      frames.push(letter === '{' ? { keys: new Set(), step: '' } : { keys: null, step: -1 })
      expects = letter === '{' ? 'key or end' : 'value or end'
      at++
      continue
    }
    const end = letter === '"' ? endOfString(text, at) : endOfLiteral(text, at)
    if (end === null) return broken(`This is no value: ${around(text, at)}`)
    at = end
    expects = 'end'
  }
}

/** After the closing quote; null when there is none, or when what is quoted is not how JSON writes it. */
function endOfString(text: string, start: number): number | null {
  for (let at = start + 1; at < text.length; at++) {
    const letter = text.charCodeAt(at)
    if (letter === QUOTE) return at + 1
    if (letter < 32) return null
    if (letter !== BACKSLASH) continue
    const escaped = ESCAPED.exec(text.slice(at + 1, at + 6))
    if (escaped === null) return null
    at += escaped[0].length
  }
  return null
}

function endOfLiteral(text: string, start: number): number | null {
  const literal = LITERAL.exec(text.slice(start, start + LONGEST_LITERAL))
  return literal === null ? null : start + literal[0].length
}

const around = (text: string, at: number): string => {
  const there = /^\S{0,20}/.exec(text.slice(at, at + 20))?.[0] ?? ''
  return there === '' ? 'the end.' : `${there.toWellFormed()}`
}

function lineAt(text: string, at: number): number {
  let line = 1
  for (let next = text.indexOf('\n'); next !== -1 && next < at; next = text.indexOf('\n', next + 1)) line++
  return line
}

/** The lines of some paths in a text that is JSON, or of the nearest place above what is missing. */
export function linesOf(
  text: string,
  paths: readonly (readonly PropertyKey[])[],
): (path: readonly PropertyKey[]) => number {
  const name = (path: readonly PropertyKey[]): string => JSON.stringify(path.map(String))
  const wanted = new Set(paths.flatMap((path) => path.map((_, length) => name(path.slice(0, length + 1)))))
  const deepest = Math.max(0, ...paths.map(({ length }) => length))
  const found = new Map<string, number>()
  walkJson(text, (path, at) => {
    if (path.length > deepest) return
    const there = name(path)
    if (wanted.has(there)) found.set(there, lineAt(text, at))
  })
  return (path) => {
    for (let length = path.length; length > 0; length--) {
      const line = found.get(name(path.slice(0, length)))
      if (line !== undefined) return line
    }
    return 1
  }
}
