import { readFile } from 'node:fs/promises'

const read = (name: string): Promise<Uint8Array> => readFile(new URL(`./fonts/${name}.ttf`, import.meta.url))

/** The fonts of the pages as TrueType files, for what is printed. */
export async function readFonts() {
  const [serif, italic, text, strong] = await Promise.all([
    read('LibreBodoni'),
    read('LibreBodoni-Italic'),
    read('AtkinsonHyperlegibleNext'),
    read('AtkinsonHyperlegibleNext-SemiBold'),
  ])
  return { serif, italic, text, strong }
}
