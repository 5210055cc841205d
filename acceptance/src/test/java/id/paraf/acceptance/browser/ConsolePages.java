package id.paraf.acceptance.browser;

/** What those see who decide about nobody: the CA operator and the auditor. */
final class ConsolePages {

    private final Tour tour;
    private final Device device;

    ConsolePages(Tour tour, Device device) {
        this.tour = tour;
        this.device = device;
    }

    /** How the authority is, and who holds which role. */
    void operator() {
        tour.oscar.claim(device);
        tour.look(tour.oscar.open(device, "/dashboard"), "operator");
        tour.look(tour.oscar.open(device, "/operator"), "never-checked");
        device.press("form[action='/operator/lists'] button");
        prove(tour.oscar);
        device.open("/operator").press("form[action='/operator/trail'] button");
        tour.look(device.open("/operator"));
        tour.look(device.open("/operator/roles"), "never-reviewed");
        device.submit();
        prove(tour.oscar);
        tour.look(device.open("/operator/roles"));
    }

    /** The trail, whole, filtered and without anything that fits. */
    void auditor() {
        tour.agus.claim(device);
        tour.look(tour.agus.open(device, "/dashboard"), "auditor");
        tour.look(tour.agus.open(device, "/audit"));
        device.press("a[rel=next]");
        tour.look(device, "older");
        tour.look(device.open("/audit?kind=account.invited&actor="), "filtered");
        tour.look(device.open("/audit?actor=tidak-ada"), "nobody");
        tour.look(device.open("/audit?from=2020-01-01&until=2020-01-02"), "nothing-found");
    }

    private void prove(Member member) {
        if (device.path().equals("/step-up")) {
            device.fill("code", member.code()).submit();
        }
    }
}
