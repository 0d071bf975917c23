import type { ContentFile } from '#src/modules/catalogue/rules/files.ts'

/** The same files, with one of them edited; `slug` is its name without an ending. */
export const edited = (files: readonly ContentFile[], slug: string, edit: (text: string) => string): ContentFile[] =>
  files.map((file) => (`/${file.path}`.endsWith(`/${slug}.yaml`) ? { ...file, text: edit(file.text) } : file))

/** The same file under the next version. */
export const raised =
  (version: string, edit: (text: string) => string = (text) => text) =>
  (text: string): string =>
    edit(text).replace(/^version: .*$/m, `version: ${version}`)

/** A badge of one stack with two micro-credentials, beside the founding one: made of one of its files. */
export function smallBadgeFiles(
  files: readonly ContentFile[],
): [badge: ContentFile, stack: ContentFile, ...ContentFile[]] {
  const text = files.find(({ path }) => path === 'micro-credentials/rubric-design.yaml')?.text ?? ''
  const common = 'language: en\nversion: 1.0.0\nsummary: It is small.\n'
  const badge = 'id: small-badge\ntitle: Small Badge\nletter: S\naliases: []\n'
  const stack = 'id: small-stack\ntitle: Small Stack\nnumeral: A\nfigure: planning\nink: 2\nsalt: 7\n'
  return [
    {
      path: 'badge.yaml',
      text: `${badge}${common}license: CC-BY-4.0\ndescription: It is small.\nstacks: [small-stack]\n`,
    },
    { path: 'stacks/small-stack.yaml', text: `${stack}${common}micro_credentials: [small-one, small-two]\n` },
    ...['small-one', 'small-two'].map((id) => ({
      path: `micro-credentials/${id}.yaml`,
      text: text
        .replace(/^id: .*$/m, `id: ${id}`)
        .replace(/^title: .*$/m, `title: ${id}`)
        .replace(/^stack: .*$/m, 'stack: small-stack'),
    })),
  ]
}
