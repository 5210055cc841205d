package id.paraf.web.passphrase;

import java.util.List;
import java.util.Locale;

import id.paraf.certificate.Certificate;
import id.paraf.certificate.CertificateId;
import id.paraf.certificate.CertificateStatus;
import id.paraf.certificate.Register;
import id.paraf.kernel.Problem;
import id.paraf.kernel.Weakness;
import id.paraf.keyroom.Refusal;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;

/** Puts what the keyroom and the rules said beside the field it is about. */
public final class Answers {

    private Answers() {
    }

    /** Every reason at once: nobody wants to learn them one by one. */
    public static void weak(Form form, List<Weakness> weaknesses) {
        for (Weakness weakness : weaknesses) {
            form.error("passphrase", "passphrase.weak." + weakness.kind().name().toLowerCase(Locale.ROOT), weakness.detail());
        }
    }

    /** Why the keyroom said no, and what helps. {@code field} is the one with the present passphrase. */
    public static void refused(Form form, String field, Refusal refusal, Page page) {
        switch (refusal) {
            case Refusal.WrongPassphrase(int left) -> form.error(field, "passphrase.refused.wrong", left);
            case Refusal.Waiting(var until, boolean counted) -> form.error(field, "passphrase.refused.waiting", page.time(until));
            case Refusal.LockedUntilReset locked -> form.error(field, "passphrase.refused.locked");
            case Refusal.Frozen(var until) -> {
                if (until == null) {
                    form.error(field, "passphrase.refused.frozen");
                } else {
                    form.error(field, "passphrase.refused.frozen-until", until);
                }
            }
            case Refusal.Suspended suspended -> form.error(field, "passphrase.refused.suspended");
            case Refusal.SamePassphrase same -> form.error("passphrase", "passphrase.refused.same");
            case Refusal.Replayed replayed -> form.error(field, "passphrase.refused.twice");
            case Refusal.Tampered tampered -> form.error(field, "passphrase.refused.tampered");
            case Refusal.NoSuchKey gone -> form.error(field, "passphrase.refused.gone");
            case Refusal.GrantRefused grant -> form.error(field, "passphrase.refused.gone");
        }
    }

    /** The viewer's own certificate in force: 404 for anybody else's, 409 for one that is over. */
    static Certificate usable(Register register, Viewer viewer, CertificateId id) {
        var certificate = owned(register, viewer, id);
        if (certificate.status() == CertificateStatus.SUSPENDED) {
            throw new Problem(409, "certificateSuspended").leadingTo("/certificates/" + id);
        }
        if (!certificate.usable()) {
            throw over();
        }
        return certificate;
    }

    /** The certificate is not in force (any more). */
    static Problem over() {
        return new Problem(409, "certificateOver").leadingTo("/certificates");
    }

    static Certificate owned(Register register, Viewer viewer, CertificateId id) {
        return register.ownedBy(viewer.account(), id).orElseThrow(() -> new Problem(404, "notFound"));
    }
}
