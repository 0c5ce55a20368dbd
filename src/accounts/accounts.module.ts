import { Module } from '@nestjs/common'
import { APP_GUARD } from '@nestjs/core'
import { AuditModule } from '../audit/audit.module.js'
import { MailModule } from '../mail/mail.module.js'
import { AccessGuard } from './access.guard.js'
import { AccountReading } from './account-admin.reading.js'
import { AccountAdmin } from './account-admin.service.js'
import { AccountsService } from './accounts.service.js'
import { Afterwards } from './afterwards.js'
import { ApiTokens } from './api-tokens.service.js'
import { Credentials } from './credentials.js'
import { FirstAccount } from './first-account.js'
import { Guesses } from './guesses.js'
import { Housekeeping } from './housekeeping.js'
import { InstallationKey } from './installation-key.js'
import { Invitations } from './invitations.js'
import { KnownBrowsers } from './known-browsers.js'
import { LinkPasswords } from './link-passwords.js'
import { OidcProvider } from './oidc-provider.js'
import { OneTimeCodes } from './one-time-codes.js'
import { OwnAccount } from './own-account.service.js'
import { OwnSessions } from './own-account.sessions.js'
import { OwnPassword } from './own-password.js'
import { PasswordRules } from './password-rules.js'
import { Passwords } from './passwords.js'
import { PeopleService } from './people.service.js'
import { SecurityTrail } from './security-trail.js'
import { SessionStore } from './session-store.js'
import { SignInService } from './sign-in.service.js'
import { SingleSignOn } from './single-sign-on.service.js'
import { SingleUseLinks } from './single-use-links.js'
import { TokenKeeper } from './token-keeper.js'

const services = [
  ...[PeopleService, ApiTokens, TokenKeeper, SecurityTrail, SessionStore, InstallationKey],
  ...[Passwords, PasswordRules, SignInService, AccountsService, FirstAccount],
  ...[Guesses, KnownBrowsers, SingleUseLinks, Credentials, LinkPasswords, OwnPassword, OneTimeCodes],
  ...[Invitations, OidcProvider, SingleSignOn, Afterwards, Housekeeping],
  ...[AccountReading, AccountAdmin, OwnAccount, OwnSessions],
]

@Module({
  imports: [AuditModule, MailModule],
  providers: [...services, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: services,
})
export class AccountsModule {}
