package id.paraf.enrolment;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.account.Accounts;
import id.paraf.account.Role;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;
import id.paraf.notice.Notices;
import id.paraf.notice.Outgoing;
import id.paraf.notice.Template;

/**
 * Tells officers that something waits: everyone of the person's institution who may decide it, and each at most once in a
 * while, however much comes in. The queue shows the rest.
 */
@Component
class TellOfficers {

    private final Accounts accounts;
    private final OfficerDesk desk;
    private final Limits limits;
    private final Notices notices;

    TellOfficers(Accounts accounts, OfficerDesk desk, Limits limits, Notices notices) {
        this.accounts = accounts;
        this.desk = desk;
        this.limits = limits;
        this.notices = notices;
    }

    /** What waits, and where. */
    enum Task {
        APPLICATION("application", "/officer"), CORRECTION("correction", "/officer"), SELFIE("selfie", "/officer/cases");

        private final String name;
        private final String path;

        static Task of(Application application) {
            return application.correction() ? CORRECTION : APPLICATION;
        }

        Task(String name, String path) {
            this.name = name;
            this.path = path;
        }
    }

    /** Runs in the transaction that brought the work: without it there is nothing to tell. */
    @Transactional(propagation = Propagation.MANDATORY)
    void that(Task task, UUID person) {
        that(task, person, null);
    }

    /** @param but who knows already, or null */
    @Transactional(propagation = Propagation.MANDATORY)
    void that(Task task, UUID person, @Nullable UUID but) {
        if (task != Task.SELFIE) {
            tellVerifikators(task, person);
        }
        for (var officer : accounts.officersOf(accounts.get(person).works().institution())) {
            if (!officer.id().equals(but) && desk.conflict(officer.id(), person) == null
                    && limits.take(Limit.TASK_NOTICE_PER_OFFICER, officer.id() + "/" + task.name).granted()) {
                notices.send(new Outgoing.Mail(officer.id(), officer.email(), Template.OFFICER_TASK, officer.language(),
                        Map.of("task", task.name), task.path, null));
            }
        }
    }

    /** Those who can say whether the applicant is a person of the institution. */
    private void tellVerifikators(Task task, UUID person) {
        for (var verifikator : accounts.holdersOf(accounts.get(person).works().institution(), Role.VERIFIKATOR)) {
            if (!verifikator.id().equals(person)
                    && limits.take(Limit.TASK_NOTICE_PER_OFFICER, verifikator.id() + "/" + task.name).granted()) {
                notices.send(new Outgoing.Mail(verifikator.id(), verifikator.email(), Template.OFFICER_TASK, verifikator.language(),
                        Map.of("task", task.name), "/institution/applications", null));
            }
        }
    }
}
