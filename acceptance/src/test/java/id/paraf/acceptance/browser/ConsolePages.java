package id.paraf.acceptance.browser;

/** What those see who decide about nobody: the CA operator and the auditor. */
final class ConsolePages {

    private final Tour tour;
    private final Device operator;
    private final Device auditor;

    ConsolePages(Tour tour, Device operator, Device auditor) {
        this.tour = tour;
        this.operator = operator;
        this.auditor = auditor;
    }

    /** An invitation lasts three days, and the tour longer. */
    void claim() {
        tour.oscar.claim(operator);
        tour.agus.claim(auditor, () -> {
            tour.look(auditor, "first");
            auditor.fill("name", "<>").page().locator("form[data-passkey]")
                    .evaluate("form => { form.elements.answer.value = 'x'; form.submit(); }");
            auditor.page().locator(".summary").waitFor();
            tour.look(auditor, "wrong");
        });
    }

    /** How the authority is, and who holds which role. */
    void operator() {
        tour.look(tour.oscar.open(operator, "/dashboard"), "operator");
        tour.look(tour.oscar.open(operator, "/operator"), "never-checked");
        operator.press("form[action='/operator/lists'] button");
        prove(tour.oscar, operator);
        operator.open("/operator").press("form[action='/operator/trail'] button");
        tour.look(operator.open("/operator"));
        tour.look(operator.open("/operator/lints"), "nothing-found");
        // Before the institution is stopped.
        seals();
        tour.look(operator.open("/operator/institutions"));
        operator.press("td.title a");
        prove(tour.oscar, operator);
        tour.look(operator);
        operator.submitDanger();
        tour.look(operator, "stopped");
        tour.look(operator.open("/operator/roles"), "never-reviewed");
        operator.submit();
        prove(tour.oscar, operator);
        tour.look(operator.open("/operator/roles"));
    }

    /** What an officer ordered is confirmed. */
    private void seals() {
        tour.look(operator.open("/operator/seals"));
        operator.press("tr:has-text('Menunggu persetujuan') td.title a");
        prove(tour.oscar, operator);
        tour.look(operator, "waiting");
        operator.page().locator("main form").first().evaluate("form => { form.noValidate = true; }");
        operator.press("form[action$='/confirm'] button");
        tour.look(operator, "unchecked");
        operator.tick("checked").press("form[action$='/confirm'] button");
        tour.look(operator, "confirmed");
    }

    /** The trail, whole, filtered and without anything that fits. */
    void auditor() {
        tour.look(tour.agus.open(auditor, "/dashboard"), "auditor");
        tour.look(tour.agus.open(auditor, "/audit"));
        auditor.press("a[rel=next]");
        tour.look(auditor, "older");
        tour.look(auditor.open("/audit?kind=account.invited&actor="), "filtered");
        tour.look(auditor.open("/audit?actor=tidak-ada"), "nobody");
        tour.look(auditor.open("/audit?from=2020-01-01&until=2020-01-02"), "nothing-found");
    }

    private static void prove(Member member, Device device) {
        if (device.path().equals("/step-up")) {
            device.fill("code", member.code()).submit();
        }
    }
}
