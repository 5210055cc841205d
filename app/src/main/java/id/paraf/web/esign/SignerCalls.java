package id.paraf.web.esign;

import java.util.List;

import org.springframework.stereotype.Component;

import id.paraf.enrolment.Standing;
import id.paraf.esign.FindSigner;
import id.paraf.seal.FindSeal;

/** Where a signer of the institution stands, and with which certificates; the certificates of a seal, too. */
@Component
class SignerCalls {

    private static final int V1_NOT_REGISTERED = 1110;
    private static final int READY = 1111;

    private final FindSigner signers;
    private final FindSeal seals;

    SignerCalls(FindSigner signers, FindSeal seals) {
        this.signers = signers;
        this.seals = seals;
    }

    Reply statusV1(Call call) {
        var standing = signers.find(call.client(), FindSigner.Who.of(call.variable())).standing();
        return status(standing, standing == Standing.NOT_REGISTERED ? V1_NOT_REGISTERED : code(standing));
    }

    Reply statusV2(Call call) {
        var body = call.json();
        // An id that is empty or none at all names nobody, which is no error.
        var standing = signers.find(call.client(),
                new FindSigner.Who(Call.text(body, "nik").orElse(""), Call.text(body, "email").orElse(""))).standing();
        return status(standing, code(standing));
    }

    private static Reply status(Standing standing, int code) {
        return Reply.ok(Reply.fields("status_code", code, "status", standing.name(), "message", message(standing)));
    }

    /** Three of them are known from the field; for the others, those that cannot sign share the one of "no certificate". */
    private static int code(Standing standing) {
        return switch (standing) {
            case ISSUE -> READY;
            case NOT_REGISTERED -> Refused.NOT_REGISTERED;
            case NO_CERTIFICATE, EXPIRED, RENEW, WAITING_FOR_VERIFICATION, NEW, SUSPEND, REVOKE -> Refused.NO_CERTIFICATE;
        };
    }

    private static String message(Standing standing) {
        return switch (standing) {
            case NOT_REGISTERED -> "User belum terdaftar";
            case NO_CERTIFICATE -> "User sudah terdaftar dan belum memiliki sertifikat";
            case WAITING_FOR_VERIFICATION -> "User sudah terdaftar dan menunggu verifikasi";
            case ISSUE, EXPIRED, RENEW, NEW, SUSPEND, REVOKE ->
                "User sudah terdaftar dan memiliki sertifikat dengan status " + standing;
        };
    }

    /** The certificate and its issuers up to the root, each as base64 of its DER. */
    Reply chain(Call call) {
        var ofSeal = seals.chain(call.client(), call.variable());
        if (ofSeal.isPresent()) {
            return chain(ofSeal.get());
        }
        var certificate = signers.find(call.client(), FindSigner.Who.of(call.variable())).certificate();
        if (certificate == null) {
            throw new Refused(400, "User tidak terdaftar atau tidak memiliki sertifikat yang berlaku", Refused.NOT_REGISTERED);
        }
        return chain(signers.chain(call.client(), certificate));
    }

    private static Reply chain(List<byte[]> ders) {
        return Reply.ok(Reply.fields("success", true, "message", null, "data", ders));
    }
}
