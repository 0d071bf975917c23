import type { ContentFile } from '#src/modules/catalogue/rules/files.ts'

/** The same files, with one of them edited; `slug` is its name without an ending. */
export const edited = (files: readonly ContentFile[], slug: string, edit: (text: string) => string): ContentFile[] =>
  files.map((file) => (`/${file.path}`.endsWith(`/${slug}.yaml`) ? { ...file, text: edit(file.text) } : file))

/** The same file under the next version. */
export const raised =
  (version: string, edit: (text: string) => string = (text) => text) =>
  (text: string): string =>
    edit(text).replace(/^version: .*$/m, `version: ${version}`)
