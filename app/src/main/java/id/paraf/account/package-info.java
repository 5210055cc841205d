/**
 * Who may log in, with what, and where they are reached: passwords, authenticators, passkeys, recovery codes, sessions, contacts,
 * roles.
 *
 * <p>Doors: {@link id.paraf.account.Accounts}, {@link id.paraf.account.LogIn}, {@link id.paraf.account.EnrolAuthenticator},
 * {@link id.paraf.account.RecoveryCodes},
 * {@link id.paraf.account.Passkeys}, {@link id.paraf.account.PasskeyRule}, {@link id.paraf.account.RegisterPasskey},
 * {@link id.paraf.account.AskPasskey}, {@link id.paraf.account.ProvePasskey}, {@link id.paraf.account.Sessions}, {@link id.paraf.account.StepUp},
 * {@link id.paraf.account.OwnPassword}, {@link id.paraf.account.ForgottenPassword}, {@link id.paraf.account.PasswordByLink}, {@link id.paraf.account.Contacts},
 * {@link id.paraf.account.ChangeContact}, {@link id.paraf.account.SecurityNotices}, {@link id.paraf.account.Invitations}.
 * Tables: {@code account} and those that start with {@code account_}.
 */
@NullMarked
package id.paraf.account;

import org.jspecify.annotations.NullMarked;
