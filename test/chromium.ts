import { existsSync } from 'node:fs'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The browser for journeys: CHROMIUM_PATH, else a system one, else null. Nothing is ever downloaded. */
export function findChromium(): string | null {
  return [process.env['CHROMIUM_PATH'], ...PLACES].find((path) => path && existsSync(path)) ?? null
}
