/** How long the board report of a whole district takes, from the tables to the paper and the rows. */

import { makeReport } from '../../src/modules/insights/commands/report/board.ts'
import { reportCsv } from '../../src/modules/insights/rules/report/csv.ts'
import { reportPdf } from '../../src/modules/insights/rules/report/pdf.ts'
import { periodOf } from '../../src/modules/insights/rules/report/period.ts'
import { getOrganisation } from '../../src/modules/people/queries/organisations.ts'
import type { Db } from '../../src/platform/database/database.ts'
import { readFonts } from '../../src/platform/fonts.ts'
import { isoDay } from '../../src/ui/words/dates.ts'

/** The report of this school year with its PDF and its rows, of an organisation that is there. */
export async function reportBench(db: Db, organisationId: string, now: Date): Promise<Record<string, number>> {
  const organisation = await getOrganisation(db, organisationId)
  const asked = { period: null, from: null, until: null }
  const { wrong: _, ...period } = periodOf(asked, isoDay(now, organisation), organisation.country)
  const fonts = await readFonts()
  const began = performance.now()
  const report = await makeReport(db, { organisation, medallionId: null, period }, now)
  const printed = { report, paper: 'letter' as const, madeAt: now, publicUrl: 'https://mint.example' }
  const pdf = await reportPdf(printed, fonts)
  const rows = reportCsv(report)
  const seconds = (performance.now() - began) / 1000
  if (report.earned.awards === 0 || pdf.length === 0 || rows === '') throw new Error('There was nothing to report.')
  return { report_s: Math.round(seconds * 100) / 100 }
}
