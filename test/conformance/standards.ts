import { Ajv2019 } from 'ajv/dist/2019.js'
import addFormats from 'ajv-formats'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** Where the official schema lies beside a working copy; no npm package carries it. */
const FOLDER = resolve('../shared/standards')
const SCHEMA = resolve(FOLDER, 'ob_v3p0_achievementcredential_schema.json')

export const hasOfficialSchema = existsSync(SCHEMA)
if (!hasOfficialSchema) console.log(`The official Open Badges schema is not at ${SCHEMA}: what needs it is skipped.`)

export const officialSchema = (): object => JSON.parse(readFileSync(SCHEMA, 'utf8')) as object

/** What the official schema says is wrong with a value; empty when it is well. */
export function officialValidator(): (value: unknown) => string[] {
  const ajv = new Ajv2019({ strict: false, allErrors: true })
  addFormats.default(ajv)
  const validate = ajv.compile(officialSchema())
  return (value) =>
    validate(value) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

/** The worked example of the standards, signed by somebody else's key. */
export const workedExample = (): string => readFileSync(resolve(FOLDER, 'ob3-example-signed.json'), 'utf8')
