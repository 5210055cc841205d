package id.paraf.passphrase;

import java.util.Map;
import java.util.UUID;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import id.paraf.account.Accounts;
import id.paraf.account.OwnerMessages;
import id.paraf.account.SecurityNotices;
import id.paraf.account.Sessions;
import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;
import id.paraf.notice.Template;
import id.paraf.selfie.CaptureLinks;
import id.paraf.selfie.CaptureNews;
import id.paraf.selfie.LinkState;
import id.paraf.selfie.Meeting;
import id.paraf.selfie.SelfieCases;

/** Moves reset journeys when something happens on the capturing device. Runs inside that transaction. */
@Component
class CaptureFollower {

    private final Journeys journeys;
    private final SecurityNotices notices;
    private final Sessions sessions;
    private final Audit audit;
    private final SelfieCases cases;
    private final CaptureLinks links;
    private final Accounts accounts;
    private final OwnerMessages messages;

    CaptureFollower(Journeys journeys, SecurityNotices notices, Sessions sessions, Audit audit, SelfieCases cases,
            CaptureLinks links, Accounts accounts, OwnerMessages messages) {
        this.journeys = journeys;
        this.notices = notices;
        this.sessions = sessions;
        this.audit = audit;
        this.cases = cases;
        this.links = links;
        this.accounts = accounts;
        this.messages = messages;
    }

    @EventListener
    void on(CaptureNews news) {
        // Captures of an enrolment have no reset journey.
        journeys.find(news.journey()).filter(journey -> journey.account().equals(news.account()))
                .ifPresent(journey -> follow(journey, news));
    }

    private void follow(Journey journey, CaptureNews news) {
        UUID id = journey.id();
        switch (news) {
            case CaptureNews.LinkClaimed claimed -> claimed(id);
            case CaptureNews.LinkReplayed replayed -> tell(journey, "link-replayed", news.origin());
            case CaptureNews.WrongNumber wrong -> {
            }
            case CaptureNews.JourneyDied died -> stop(journey, died);
            case CaptureNews.SelfiePassed passed -> journeys.take(id, Step.RECOGNISE);
            case CaptureNews.SelfieRefused refused -> journeys.attemptsLeft(id, refused.attemptsLeft());
            case CaptureNews.OfficerNeeded needed -> {
                // What the officer decides about begins with a link of its own: one that is still open would look like it.
                if (journeys.take(id, Step.ASK_OFFICER)) {
                    links.withdraw(id);
                }
            }
            case CaptureNews.MeetingArranged arranged -> invite(journey, arranged.meeting());
            case CaptureNews.OfficerDecided decided -> decided(journey, decided.approved());
        }
    }

    /** Both ways: one of them may be what was lost. */
    private void invite(Journey journey, Meeting meeting) {
        var owner = accounts.get(journey.account());
        messages.send(owner, Template.MEETING_ARRANGED, meeting.said(owner.name()),
                "/certificates/" + journey.certificate() + "/reset");
    }

    /** The owner hears of it at every address; the officer's words stand on the page of the reset. */
    private void decided(Journey journey, boolean approved) {
        if (journeys.take(journey.id(), approved ? Step.APPROVE : Step.REJECT)) {
            notices.tellOfOfficer(journey.account(), approved ? "reset-approved-by-officer" : "reset-rejected-by-officer",
                    "certificate:" + journey.certificate());
        }
    }

    private void claimed(UUID id) {
        boolean approved = cases.ofJourney(id).filter(found -> found.state() == SelfieCases.State.APPROVED).isPresent();
        if (!journeys.take(id, Step.CLAIM) && !journeys.take(id, Step.CLAIM_APPROVED) && !approved) {
            journeys.take(id, Step.RECLAIM);
        }
    }

    private void stop(Journey journey, CaptureNews.JourneyDied died) {
        if (!journeys.take(journey.id(), Step.STOP)) {
            return;
        }
        journeys.reason(journey.id(), died.cause().name());
        audit.record(new AuditEvent("passphrase.reset.stopped", journey.account(), null, "certificate:" + journey.certificate(),
                Map.of("reason", died.cause().name()), died.origin()));
        tell(journey, died.cause() == LinkState.DeathCause.DISOWNED ? "reset-disowned" : "reset-stopped", died.origin());
        if (died.cause() == LinkState.DeathCause.DISOWNED) {
            // Whoever started this is logged in as somebody whose phone says "not me".
            sessions.endAll(journey.account(), null, null, died.origin());
        }
    }

    private void tell(Journey journey, String kind, Origin origin) {
        notices.tell(journey.account(), kind, "certificate:" + journey.certificate(), origin);
    }
}
