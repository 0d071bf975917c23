import { index, route, type RouteConfig } from '@react-router/dev/routes'

/** Every page and the file that tells its story. */
export default [
  index('modules/catalogue/routes/home.tsx'),
  route('catalogue', 'modules/catalogue/routes/catalogue.tsx'),
  route('badges/:slug', 'modules/catalogue/routes/badge.tsx'),
  route('stacks/:slug', 'modules/catalogue/routes/stack.tsx'),
  route('micro-credentials/:slug', 'modules/catalogue/routes/micro-credential.tsx'),
  route('frameworks', 'modules/catalogue/routes/frameworks.tsx'),

  route('sign-in', 'modules/people/routes/sign-in.tsx'),
  route('sign-in/link', 'modules/people/routes/sign-in-link.tsx'),
  route('sign-out', 'modules/people/routes/sign-out.tsx'),
  route('me', 'modules/people/routes/me.tsx'),
  route('account', 'modules/people/routes/account.tsx'),
  route('setup', 'modules/people/routes/setup.tsx'),
  route('people', 'modules/people/routes/people.tsx'),

  route('plan', 'modules/submissions/routes/plan.tsx'),
  route('pursuits', 'modules/submissions/routes/start.tsx'),
  route('pursuits/:id', 'modules/submissions/routes/pursuit.tsx'),
  route('pursuits/:id/check', 'modules/submissions/routes/check.tsx'),
  route('pursuits/:id/:part', 'modules/submissions/routes/part.tsx'),

  route('queue', 'modules/assessment/routes/queue.tsx'),
  route('judgements/:id', 'modules/assessment/routes/judgement.tsx'),

  route('studio', 'modules/studio/routes/library.tsx'),
  route('studio/import', 'modules/catalogue/routes/import.tsx'),
  route('studio/drafts/:id', 'modules/studio/routes/draft.tsx'),
  route('studio/drafts/:id/edit/:section', 'modules/studio/routes/edit.tsx'),
  route('studio/drafts/:id/preview', 'modules/studio/routes/preview.tsx'),
  route('studio/drafts/:id/review', 'modules/studio/routes/publishing/review.tsx'),
  route('studio/drafts/:id/publish', 'modules/studio/routes/publishing/publish.tsx'),
  route('studio/:kind/:slug', 'modules/studio/routes/publishing/thing.tsx'),

  route('medal', 'modules/credentials/routes/medal.tsx'),
  route('transcript', 'modules/credentials/routes/transcript.tsx'),
  route('my-credentials', 'modules/credentials/routes/my-credentials.tsx'),
  route('my-credentials/:id/sharing', 'modules/credentials/routes/sharing.tsx'),
  route('my-credentials/renew', 'modules/credentials/routes/renew.tsx'),
  route('my-credentials/:id/wallet', 'modules/credentials/routes/wallet.tsx'),
  route('my-credentials/elsewhere', 'modules/credentials/routes/elsewhere.tsx'),
  route('connections', 'modules/credentials/routes/connections.tsx'),
  route('connect/:id', 'modules/credentials/routes/connect.tsx'),
  route('credentials/:id', 'modules/credentials/routes/credential.tsx'),
  route('verify', 'modules/credentials/routes/verify.tsx'),
  route('awards', 'modules/credentials/routes/awards.tsx'),
  route('awards/bulk', 'modules/credentials/routes/bulk/bulk.tsx'),
  route('awards/bulk/:id', 'modules/credentials/routes/bulk/bulk-file.tsx'),
  route('awards/:id', 'modules/credentials/routes/award.tsx'),
  route('keys', 'modules/credentials/routes/keys.tsx'),

  route('report', 'modules/insights/routes/report.tsx'),
  route('hours', 'modules/insights/routes/hours.tsx'),

  route('accessibility', 'shell/routes/accessibility.tsx'),
  route('privacy', 'shell/routes/privacy.tsx'),
  route('demo', 'demo/routes/demo.tsx'),
  route('dev/mail', 'demo/routes/mail.tsx'),
  route('*', 'shell/routes/unknown.tsx'),
] satisfies RouteConfig
