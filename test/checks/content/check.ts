import { readContentFolder } from '#src/modules/catalogue/commands/read-content.ts'
import { inOneLine } from '#src/modules/catalogue/rules/yaml.ts'
import { contentProblems } from './problems.ts'

// `npm run check -- content`: the content of the folder in which it is run.
const medallions = await readContentFolder('content/pbl/medallions')
const problems = contentProblems(
  {
    catalogue: await readContentFolder('content/pbl'),
    medallions: medallions.map(({ path, text }) => ({ path: `medallions/${path}`, text })),
    frameworks: await readContentFolder('content/frameworks'),
  },
  new Date().getUTCFullYear(),
)
for (const problem of problems) console.log(inOneLine(problem))
if (problems.length > 0) process.exit(1)
