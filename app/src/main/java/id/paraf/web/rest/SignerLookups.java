package id.paraf.web.rest;

import org.springframework.stereotype.Component;

import id.paraf.certificate.Certificate;
import id.paraf.certificate.CertificateStatus;
import id.paraf.enrolment.Standing;
import id.paraf.esign.FindSigner;
import id.paraf.kernel.SerialText;
import id.paraf.web.rest.Shapes.AccountStatus;
import id.paraf.web.rest.Shapes.CertificateState;

/** Where a signer of the application's institution stands; of anybody else it is only said that there is nobody. */
@Component
class SignerLookups {

    private final FindSigner signers;
    private final Writer writer;

    SignerLookups(FindSigner signers, Writer writer) {
        this.signers = signers;
        this.writer = writer;
    }

    private FindSigner.Facts facts(Call call) {
        return signers.facts(call.client(), FindSigner.Who.of(call.variable("signer")))
                .orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND).saying("rest.error.signer-not-found.detail"));
    }

    Reply status(Call call) {
        var facts = facts(call);
        var account = AccountStatus.valueOf(facts.account().name());
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
                        one.notBefore(), one.notAfter(), signers.chain(call.client(), one)))
                .toList())));
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
