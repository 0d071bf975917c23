import { renderAsync } from '@resvg/resvg-js'
import { fileURLToPath } from 'node:url'

/** resvg draws text only with the fonts it is given. */
const FONT = fileURLToPath(new URL('./fonts/LibreBodoni.ttf', import.meta.url))

/** A drawing of our own as a PNG, so many px wide. Never give it one that somebody else made. */
export async function drawPng(svg: string, width: number): Promise<Uint8Array<ArrayBuffer>> {
  const drawn = await renderAsync(svg, {
    fitTo: { mode: 'width', value: width },
    font: {
      loadSystemFonts: false,
      fontFiles: [FONT],
      defaultFontFamily: 'Libre Bodoni',
      serifFamily: 'Libre Bodoni',
    },
  })
  return Uint8Array.from(drawn.asPng())
}
