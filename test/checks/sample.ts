import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { onTestFinished } from 'vitest'

const SETTINGS = [
  'package.json',
  'tsconfig.json',
  'vite.config.ts',
  'react-router.config.ts',
  'knip.ts',
  '.oxlintrc.json',
  '.prettierrc.json',
  '.prettierignore',
  '.dependency-cruiser.mjs',
  'test/modules.ts',
]

/** The smallest pages that the build's own tools accept. */
const PAGES = {
  'src/routes.ts': "import { index } from '@react-router/dev/routes'\n\nexport default [index('./home.tsx')]\n",
  'src/root.tsx': "export { Outlet as default } from 'react-router'\n",
  'src/home.tsx': 'export default function Home() {\n  return <p>Welcome</p>\n}\n',
}

/** A project with our settings and packages and just these files, in a folder that is gone after the test. */
export function makeSample(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'mintmark-sample-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  for (const path of SETTINGS) cpSync(path, join(folder, path))
  for (const [path, text] of Object.entries({ ...PAGES, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}
