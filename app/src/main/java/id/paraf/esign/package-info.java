/**
 * Applications of an institution that have documents signed for their users: their credentials, the signers that they may name,
 * what they ask for, and the files that they fetch.
 *
 * <p>Doors: {@link id.paraf.esign.AdmitClient}, {@link id.paraf.esign.LookAfterClient}, {@link id.paraf.esign.FindSigner},
 * {@link id.paraf.esign.SignForClient}, {@link id.paraf.esign.SignEach}, {@link id.paraf.esign.Orders},
 * {@link id.paraf.esign.SignedFiles}, {@link id.paraf.esign.RegisterPeople}, {@link id.paraf.esign.AskForClient},
 * {@link id.paraf.esign.ClientRounds}, {@link id.paraf.esign.Tasks}, {@link id.paraf.esign.OpenPermission}, {@link id.paraf.esign.Permissions},
 * {@link id.paraf.esign.AskForCode}, {@link id.paraf.esign.EsignSettings}, {@link id.paraf.esign.ClientUse}. Tables: {@code esign_client}, {@code esign_client_day},
 * {@code esign_client_failure}, {@code esign_file},
 * {@code esign_order}, {@code esign_round}, {@code esign_permission}, {@code esign_permission_file},
 * {@code esign_permission_wanted}.
 */
@NullMarked
package id.paraf.esign;

import org.jspecify.annotations.NullMarked;
