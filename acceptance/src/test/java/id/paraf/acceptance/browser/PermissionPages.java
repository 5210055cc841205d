package id.paraf.acceptance.browser;

/** "Izin tanda tangan": a code for an application of the institution, while there is one. */
final class PermissionPages {

    private final Tour tour;
    private final Member nadia;

    PermissionPages(Tour tour) {
        this.tour = tour;
        this.nadia = tour.nadia;
    }

    /** Before anybody has let an application in. */
    void visitNothing(Device device) {
        nadia.open(device, "/permissions");
        tour.look(device, "none");
        device.press("main a.button.primary");
        prove(device);
        tour.look(device, "no-application");
    }

    void visit(Device device) {
        nadia.open(device, "/permissions/new");
        prove(device);
        tour.look(device);
        device.fill("files", "0").fill("passphrase", "Bukan-yang-1tu!").submit();
        tour.look(device, "wrong");
        device.fill("files", "12").fill("passphrase", ResetPages.THIRD).submit();
        if (device.path().equals("/step-up")) {
            prove(device);
            device.fill("files", "12").fill("passphrase", ResetPages.THIRD).submit();
        }
        tour.look(device);
        device.press("main a.button.primary");
        tour.look(device, "open");
        nadia.open(device, "/dashboard");
        tour.look(device, "permission");
        device.open("/permissions");
        tour.look(device);
        device.submitDanger();
        tour.look(device, "past");
        device.press("main td.title a");
        tour.look(device, "ended");
    }

    private void prove(Device device) {
        if (device.path().equals("/step-up")) {
            device.fill("code", nadia.code()).submit();
        }
    }
}
