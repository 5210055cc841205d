package id.paraf.web.rest;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import id.paraf.account.Account;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.CertificateStatus;
import id.paraf.certificate.Register;
import id.paraf.enrolment.Standing;
import id.paraf.esign.FindSigner;
import id.paraf.kernel.SerialText;
import id.paraf.web.rest.Shapes.AccountStatus;
import id.paraf.web.rest.Shapes.CertificateState;

/** Where a signer of the application's institution stands; of anybody else it is only said that there is nobody. */
@Component
class SignerLookups {

    private final FindSigner signers;
    private final Register register;
    private final Writer writer;

    SignerLookups(FindSigner signers, Register register, Writer writer) {
        this.signers = signers;
        this.register = register;
        this.writer = writer;
    }

    private FindSigner.Facts facts(Call call) {
        return signers.facts(call.client(), FindSigner.Who.of(call.variable("signer")))
                .orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND).saying("rest.error.signer-not-found.detail"));
    }

    Reply status(Call call) {
        var facts = facts(call);
        var account = account(facts.account());
        var shown = facts.certificates().stream().filter(Certificate::usable).findFirst()
                .or(() -> facts.certificates().stream().findFirst());
        return Reply.json(200, writer.json(new Shapes.SignerStatus(
                account != AccountStatus.STOPPED && facts.standing() == Standing.ISSUE, account, state(facts.standing()),
                shown.map(one -> SerialText.of(one.serial())).orElse(null), shown.map(Certificate::notBefore).orElse(null),
                shown.map(Certificate::notAfter).orElse(null))));
    }

    Reply certificates(Call call) {
        return Reply.json(200, writer.json(new Shapes.Certificates(facts(call).certificates().stream()
                .map(one -> new Shapes.Certificate(SerialText.of(one.serial()), one.commonName(), state(one.status()),
                        one.notBefore(), one.notAfter(), register.chain(one)))
                .toList())));
    }

    private static AccountStatus account(@Nullable Account account) {
        return Optional.ofNullable(account).map(one -> one.disabledAt() != null ? AccountStatus.STOPPED
                : one.claimed() ? AccountStatus.ACTIVE : AccountStatus.INVITED).orElse(AccountStatus.UNCONFIRMED);
    }

    private static CertificateState state(CertificateStatus status) {
        return state(Standing.of(status));
    }

    private static CertificateState state(Standing standing) {
        return switch (standing) {
            case ISSUE -> CertificateState.VALID;
            case EXPIRED -> CertificateState.EXPIRED;
            case RENEW -> CertificateState.REPLACED;
            case WAITING_FOR_VERIFICATION -> CertificateState.WAITING_FOR_DECISION;
            case NEW -> CertificateState.APPROVED;
            case NO_CERTIFICATE, NOT_REGISTERED -> CertificateState.NONE;
            case SUSPEND -> CertificateState.SUSPENDED;
            case REVOKE -> CertificateState.REVOKED;
        };
    }
}
