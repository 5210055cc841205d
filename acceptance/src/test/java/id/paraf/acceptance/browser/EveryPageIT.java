package id.paraf.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import id.paraf.face.TestFaces;
import id.paraf.testing.Proves;

/**
 * Walks through every page that a person can see, in every state that it can be in, and looks at each on a phone and on a
 * desktop, in light and in dark. A page that nobody visits fails: routes are asked from the application, templates from
 * their folder. It puts the clock forward by days, so the installation is its own. With {@code -Dparaf.pictures} a picture of
 * each stands in {@code target/pages}.
 */
@Execution(ExecutionMode.CONCURRENT)
class EveryPageIT {

    private static final Path TEMPLATES = Path.of("../app/src/main/jte");
    /** Only lead on: to the login or the dashboard, and to the practice statement in force. */
    private static final Set<String> LEADS_ON = Set.of("GET /", "GET /cps");
    /** Parts of pages: what asks for itself again while somebody waits. */
    private static final Set<String> PARTS = Set.of("GET /demo/messages", "GET /certificates/{id}/reset/live");

    /** For a capture that leads nowhere afterwards; those of today all lead on. */
    private static final Set<String> UNREACHED = Set.of("selfie/done");

    @TempDir
    static Path films;

    @Test
    @Proves("WF-11")
    void everyPageIsForEveryoneOnEveryScreenInLightAndInDark() throws Exception {
        // Several sittings one after another: who has to try again must not show the same frames twice (SF-03).
        Path film = Files.write(films.resolve("enrol.mjpeg"), TestFaces.ASTRONAUT.film(4, 303, 404, 505));
        try (var paraf = Installation.start();
                var chromium = new Chromium(film);
                var inbox = new Device(chromium, paraf.origin(), Device.Kind.DESKTOP);
                var stranger = new Device(chromium, paraf.origin(), Device.Kind.DESKTOP);
                var lost = new Device(chromium, paraf.origin(), Device.Kind.DESKTOP);
                var desktop = new Device(chromium, paraf.origin(), Device.Kind.DESKTOP);
                var phone = new Device(chromium, paraf.origin(), Device.Kind.DESKTOP);
                var wayansPhone = new Device(chromium, paraf.origin(), Device.Kind.PHONE);
                var office = new Device(chromium, paraf.origin(), Device.Kind.DESKTOP);
                var verifikator = new Device(chromium, paraf.origin(), Device.Kind.DESKTOP);
                var operator = new Device(chromium, paraf.origin(), Device.Kind.DESKTOP);
                var auditor = new Device(chromium, paraf.origin(), Device.Kind.DESKTOP)) {
            var checks = new PageChecks(paraf.views(), Path.of("target/pages"));
            var tour = new Tour(paraf, checks, inbox, wayansPhone);
            try {
                new StrangerPages(tour).visit(stranger);
                new StrangerPages(tour).visitVerification(stranger);
                new StrangerPages(tour).visitDeadEnds(lost);
                new NewcomerPages(tour).visit(desktop, phone);
                new ApplicantPages(tour).visit(desktop, office, verifikator);
                var consoles = new ConsolePages(tour, operator, auditor);
                consoles.claim();
                String first = new OwnerPages(tour).visit(desktop);
                String certificate = new CorrectionPages(tour, desktop, office, first).visit(OwnerPages.SECOND);
                new SigningPages(tour, films).visit(desktop);
                new ResetPages(tour, desktop, phone, office, certificate).visit();
                new OfficePages(tour, office).accounts();
                new OfficePages(tour, office).invitations();
                new PermissionPages(tour).visitNothing(desktop);
                new OfficePages(tour, office).clients(() -> new PermissionPages(tour).visit(desktop));
                new OfficePages(tour, office).seals();
                new OwnerPages(tour).visitSuspension(desktop, certificate);
                new OfficePages(tour, office).certificates();
                new OwnerPages(tour).visitHeld(desktop, certificate);
                new OfficePages(tour, office).resumeAndLookAtRevocation();
                new RenewalPages(tour, desktop, certificate).visit(ResetPages.THIRD);
                new OwnerPages(tour).visitLocked(desktop, certificate);
                new OwnerPages(tour).visitRevocation(desktop, certificate);
                consoles.operator();
                new OfficePages(tour, office).endSeal();
                consoles.auditor();
            } catch (RuntimeException stuck) {
                // What was seen on the way there is worth knowing, too.
                stuck.addSuppressed(new AssertionError(String.join("\n", checks.findings())));
                throw stuck;
            }

            var routes = new TreeSet<>(ViewLog.pageRoutes(paraf));
            routes.removeAll(checks.routes());
            routes.removeAll(LEADS_ON);
            routes.removeAll(PARTS);
            var templates = pageTemplates();
            templates.removeAll(checks.views());
            templates.removeAll(UNREACHED);
            assertThat(checks.findings()).as("pages").isEmpty();
            assertThat(routes).as("routes that nobody looked at").isEmpty();
            assertThat(templates).as("templates that nobody looked at").isEmpty();
            for (var device : new Device[] {inbox, stranger, desktop, phone, wayansPhone, office, verifikator, operator, auditor}) {
                assertThat(device.complaints()).as("browser").isEmpty();
            }
        }
    }

    /** Templates that are whole pages: they use a layout, and no other template uses them. */
    private static Set<String> pageTemplates() {
        var texts = new java.util.TreeMap<String, String>();
        try (var files = Files.walk(TEMPLATES)) {
            files.filter(file -> file.toString().endsWith(".jte")).forEach(file -> texts.put(
                    TEMPLATES.relativize(file).toString().replace('\\', '/').replace(".jte", ""), read(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var used = texts.values().stream().flatMap(text -> Pattern.compile("@template\\.([\\w.]+)\\(").matcher(text).results())
                .map(use -> use.group(1).replace('.', '/')).collect(Collectors.toSet());
        return texts.entrySet().stream().filter(entry -> !used.contains(entry.getKey()))
                .filter(entry -> entry.getValue().matches("(?s).*@template\\.(layout|enrolment\\.frame)\\b.*"))
                .map(java.util.Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
