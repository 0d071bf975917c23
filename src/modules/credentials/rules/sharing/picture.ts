/** The picture that other sites show beside a link to a shared credential: seal, title and issuer, and no person. */

const WIDTH = 1200
const HEIGHT = 630
/** Pages fetch it at this size. */
export const PICTURE_SIZE = { width: WIDTH, height: HEIGHT } as const
/** The seal is drawn this wide. */
export const PICTURE_SEAL = 430

const INK = '#23211c'
const SOFT = '#5d574a'
const PAPER = '#fbf8f1'
/** From the seal to the right edge. */
const LEFT = 570
const ROOM = WIDTH - LEFT - 84
/** A letter of Libre Bodoni is about so wide, in sizes; a little too wide, so that a line never leaves the picture. */
const LETTER = 0.55

const escaped = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\uFFFE\uFFFF]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')

const lettersIn = (text: string): number => Array.from(text).length

function linesOf(text: string, most: number): string[] {
  const lines: string[] = []
  for (const word of text.toWellFormed().split(/\s+/u).filter(Boolean)) {
    const last = lines.at(-1)
    if (last !== undefined && lettersIn(last) + lettersIn(word) < most) lines[lines.length - 1] = `${last} ${word}`
    else
      lines.push(
        lettersIn(word) > most
          ? `${Array.from(word)
              .slice(0, Math.max(1, most - 1))
              .join('')}…`
          : word,
      )
  }
  return lines
}

/** As large as it goes: a size, and the lines of the text in it, the last one cut where there is no more room. */
function setting(text: string, sizes: readonly (readonly [size: number, lines: number])[]) {
  const smallest = sizes.at(-1) ?? [20, 1]
  const fitting = sizes.find(([size, most]) => linesOf(text, Math.floor(ROOM / size / LETTER)).length <= most)
  const [size, most] = fitting ?? smallest
  const lines = linesOf(text, Math.floor(ROOM / size / LETTER))
  const kept = lines.slice(0, most)
  return { size, lines: lines.length > most ? [...kept.slice(0, -1), `${kept.at(-1) ?? ''}…`] : kept }
}

/** `seal` is a flat drawing of our own, PICTURE_SEAL wide; null where the catalogue no longer has it. */
export function sharePicture({
  seal,
  title,
  issuer,
  ink,
}: {
  seal: string | null
  title: string
  issuer: string
  ink: string
}): string {
  const head = setting(title, [
    [68, 3],
    [56, 4],
    [44, 5],
    [36, 6],
  ])
  const foot = setting(issuer, [
    [30, 2],
    [24, 3],
  ])
  const high = head.lines.length * head.size * 1.15 + 36 + foot.lines.length * foot.size * 1.3
  const top = (HEIGHT - high) / 2
  const text = (lines: readonly string[], size: number, leading: number, y: number, fill: string) =>
    lines
      .map(
        (line, place) =>
          `<text x="${LEFT}" y="${(y + size * (0.8 + place * leading)).toFixed(1)}" font-family="Libre Bodoni" font-size="${size}" fill="${fill}">${escaped(line)}</text>`,
      )
      .join('')
  const below = top + head.lines.length * head.size * 1.15 + 18
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="${PAPER}"/>`,
    `<rect x="22" y="22" width="${WIDTH - 44}" height="${HEIGHT - 44}" fill="none" stroke="${ink}" stroke-width="2"/>`,
    `<rect x="30" y="30" width="${WIDTH - 60}" height="${HEIGHT - 60}" fill="none" stroke="${ink}"/>`,
    seal === null ? '' : `<g transform="translate(84 ${(HEIGHT - PICTURE_SEAL) / 2})">${seal}</g>`,
    text(head.lines, head.size, 1.15, top, INK),
    `<rect x="${LEFT}" y="${below.toFixed(1)}" width="120" height="2" fill="${ink}"/>`,
    text(foot.lines, foot.size, 1.3, below + 18, SOFT),
    '</svg>',
  ].join('')
}
