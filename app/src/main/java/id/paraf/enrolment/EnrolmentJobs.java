package id.paraf.enrolment;

import java.time.Duration;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import id.paraf.account.Accounts;
import id.paraf.account.OwnerMessages;
import id.paraf.account.SecurityNotices;
import id.paraf.certificate.CertificateRevoked;
import id.paraf.certificate.Suspension;
import id.paraf.certificate.SuspensionChanged;
import id.paraf.kernel.Job;
import id.paraf.notice.Template;
import id.paraf.selfie.CaptureNews;
import id.paraf.selfie.Purpose;

/** What happens without anybody asking: finishing what a crash interrupted, expiring what was forgotten, telling owners. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({OfficerSettings.class, DocumentPolicy.class})
class EnrolmentJobs {

    private final Accounts accounts;
    private final SecurityNotices notices;

    private final ApplicationRows rows;
    private final Apply apply;
    private final TellOfficers tell;
    private final OwnerMessages messages;

    EnrolmentJobs(Accounts accounts, SecurityNotices notices, ApplicationRows rows, Apply apply, TellOfficers tell,
            OwnerMessages messages) {
        this.rows = rows;
        this.apply = apply;
        this.tell = tell;
        this.messages = messages;
        this.accounts = accounts;
        this.notices = notices;
    }

    @Bean
    Job finishApplications(FinishApplications finish) {
        return new Job("enrolment.finish", Duration.ofMinutes(1), finish::run);
    }

    @Bean
    Job endOutdated(EndOutdated outdated) {
        return new Job("enrolment.outdated", Duration.ofMinutes(1), outdated::run);
    }

    /** Soon, but not at once: nobody waits for it, and an officer who is faster asks by hand. */
    @Bean
    Job inquire(Inquire inquire) {
        return new Job("enrolment.inquire", Duration.ofSeconds(10), inquire::run);
    }

    /** The camera gave up. In an application the photo step is done with that; of a reset the officers hear at once. */
    @EventListener
    void handedOver(CaptureNews.OfficerNeeded needed) {
        if (rows.find(needed.journey()).isPresent()) {
            rows.askOfficer(needed.journey(), true);
            apply.photosTaken(needed.account(), needed.journey(), needed.origin());
        } else if (accounts.find(needed.account()).isPresent()) {
            tell.that(TellOfficers.Task.SELFIE, needed.account());
        }
    }

    /** How the applicant is met stands with the application, too; that of a reset is told by whoever follows the reset. */
    @EventListener
    void arranged(CaptureNews.MeetingArranged arranged) {
        rows.find(arranged.journey()).ifPresent(application -> {
            var applicant = accounts.get(application.account());
            messages.send(applicant, Template.APPLICATION_MEETING, arranged.meeting().said(applicant.name()),
                    "/applications/" + application.id());
        });
    }

    /** Photos that an officer had asked for are there. */
    @EventListener
    void taken(CaptureNews.SelfiePassed passed) {
        if (passed.purpose() == Purpose.ENROLMENT) {
            apply.photosTaken(passed.account(), passed.journey(), passed.origin());
        }
    }

    /** A replaced certificate is no news of its own: whoever replaced it tells. Runs inside the revocation's transaction. */
    @EventListener
    void tell(CertificateRevoked revoked) {
        if (!revoked.replaced() && accounts.find(revoked.account()).isPresent()) {
            boolean byOther = revoked.actor() != null && !revoked.actor().equals(revoked.account());
            String subject = "certificate:" + revoked.certificate();
            if (revoked.withInstitution()) {
                notices.tellOfOfficer(revoked.account(), "certificate-revoked-with-institution", subject);
            } else if (byOther) {
                notices.tellOfOfficer(revoked.account(), "certificate-revoked-by-officer", subject);
            } else {
                notices.tell(revoked.account(), "certificate-revoked", subject, revoked.origin());
            }
        }
    }

    /** Runs inside the transaction that suspends or resumes. */
    @EventListener
    void tell(SuspensionChanged suspension) {
        if (!suspension.alongside() && accounts.find(suspension.account()).isPresent()) {
            String what = switch (suspension.change()) {
                case SUSPENDED, TAKEN_OVER -> "certificate-suspended";
                case RESUMED -> "certificate-resumed";
            };
            String subject = "certificate:" + suspension.certificate();
            if (suspension.by() == Suspension.Holder.OFFICER) {
                notices.tellOfOfficer(suspension.account(), what + "-by-officer", subject);
            } else {
                notices.tell(suspension.account(), what, subject, suspension.origin());
            }
        }
    }
}
