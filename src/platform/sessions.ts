import { betterAuth } from 'better-auth'
import { magicLink } from 'better-auth/plugins/magic-link'
import type { Config } from './start/config.ts'
import type { Db } from './database/database.ts'
import { newId } from './database/ids.ts'

/** Half an hour: long enough for slow mail, short enough for a lost phone. */
const MAGIC_LINK_SECONDS = 30 * 60
const SESSION_SECONDS = 30 * 24 * 3600

export type SendLink = (address: string, token: string) => Promise<void>

/** Sign-in by password and by magic link. Accounts are made by us alone: nobody signs up by mail. */
export type Sessions = ReturnType<typeof openSessions>

export function openSessions(
  config: Pick<Config, 'publicUrl' | 'secret' | 'mode' | 'port'>,
  db: Db,
  sendLink: SendLink,
) {
  return betterAuth({
    baseURL: config.publicUrl,
    basePath: '/auth',
    secret: config.secret,
    trustedOrigins:
      config.mode === 'demo'
        ? [`http://localhost:${config.port}`, `http://127.0.0.1:${config.port}`]
        : [config.publicUrl],
    database: { db: db.withSchema('auth'), type: 'postgres' },
    user: {
      modelName: 'login',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    session: {
      modelName: 'session',
      fields: {
        userId: 'login_id',
        expiresAt: 'expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
      },
      expiresIn: SESSION_SECONDS,
      updateAge: 24 * 3600,
    },
    account: {
      modelName: 'account',
      fields: {
        userId: 'login_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    emailAndPassword: { enabled: true, disableSignUp: true, requireEmailVerification: true, minPasswordLength: 10 },
    plugins: [
      magicLink({
        expiresIn: MAGIC_LINK_SECONDS,
        disableSignUp: true,
        storeToken: 'hashed',
        // A login knows the primary address alone; a person may ask for the link at any of theirs.
        sendMagicLink: async ({ email, token, metadata }) => {
          const to: unknown = metadata?.['to']
          return sendLink(typeof to === 'string' ? to : email, token)
        },
      }),
    ],
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'mintmark',
      useSecureCookies: config.mode === 'production' && config.publicUrl.startsWith('https:'),
      database: { generateId: () => newId() },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS] },
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
  })
}

/** The header in which the web process, and nobody else, writes the client's address. */
export const CLIENT_ADDRESS = 'x-mintmark-client'
