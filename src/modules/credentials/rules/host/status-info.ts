/** How Open Badges 3.0 says that a request was not met (imsx_StatusInfo). */

/** Reasons, with the HTTP status that belongs to each. */
export const MINOR = {
  unauthorizedrequest: 401,
  forbidden: 403,
  invalid_data: 400,
  invalid_query_parameter: 400,
  not_found: 404,
  not_allowed: 405,
  server_busy: 429,
  internal_server_error: 500,
} as const

export type Minor = keyof typeof MINOR

export const statusInfo = (reason: Minor, description: string) => ({
  imsx_codeMajor: 'failure' as const,
  imsx_severity: 'error' as const,
  imsx_description: description,
  imsx_codeMinor: {
    imsx_codeMinorField: [{ imsx_codeMinorFieldName: 'TargetEndSystem', imsx_codeMinorFieldValue: reason }],
  },
})
