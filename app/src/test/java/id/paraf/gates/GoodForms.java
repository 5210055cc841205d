package id.paraf.gates;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import id.paraf.account.Accounts;
import id.paraf.account.LookAfterUnits;
import id.paraf.account.Role;
import id.paraf.account.TestPeople;
import id.paraf.certificate.Agreements;
import id.paraf.certificate.Authorities;
import id.paraf.certificate.CertificateId;
import id.paraf.certificate.RevocationLists;
import id.paraf.certificate.SuspendCertificate;
import id.paraf.closing.StopInstitution;
import id.paraf.enrolment.Compared;
import id.paraf.enrolment.Decide;
import id.paraf.esign.EsignWorld;
import id.paraf.esign.LookAfterClient;
import id.paraf.gates.Belongings.Scene;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Wib;
import id.paraf.keyroom.Keyroom;
import id.paraf.notice.Template;
import id.paraf.notice.TestInbox;
import id.paraf.passphrase.ResetWorld;
import id.paraf.selfie.CaptureLinks;
import id.paraf.selfie.LinkState;
import id.paraf.signing.Documents;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.MutableClock;
import id.paraf.testing.Routes.Route;
import id.paraf.testing.SoftAuthenticator;
import id.paraf.webhook.WebhookWorld;

/**
 * Every form of the product as whoever it is for fills it in, so that it has its effect: for tests of the same form sent twice,
 * sent by others, or sent with more in it than it has.
 */
@Component
@Profile("test")
class GoodForms {

    /** Who sends a form. */
    enum By {
        OWNER, OFFICER, VERIFIKATOR, OPERATOR, PHONE, HALF, ANYBODY
    }

    /**
     * One form.
     *
     * @param fields what is typed; asking for it may prepare what the form needs
     * @param event what is recorded when it has its effect
     */
    record Form(Route route, By by, Function<Scene, Map<String, String>> fields, String event) {

        @Override
        public String toString() {
            return route.toString();
        }
    }

    /** Forms that have no effect to count, or one for each time they are sent, and why. */
    static final Map<String, String> EACH_COUNTS = Map.ofEntries(
            Map.entry("/api/sign/pdf", "a call of a program; SignApiTest counts them"),
            Map.entry("/api/sign/verify", "a question of a program; nothing changes"),
            Map.entry("/api/user/status/{nik}", "a question of a program; nothing changes"),
            Map.entry("/api/v2/seal/get/activation", "a call of a program; SealApiTest counts them"),
            Map.entry("/api/v2/seal/get/totp", "a call of a program; SealApiTest counts them"),
            Map.entry("/api/v2/seal/pdf", "a call of a program; SealApiTest counts them"),
            Map.entry("/api/v2/seal/revoke/activation", "a call of a program; SealApiTest counts them"),
            Map.entry("/api/v2/sign/get/totp", "a call of a program; each tells the signer once more, CodeApiTest"),
            Map.entry("/api/v2/sign/pdf", "a call of a program; SignApiTest counts them"),
            Map.entry("/api/v2/user/check-status", "a question of a program; nothing changes"),
            Map.entry("/api/v2/user/check/status", "a question of a program; nothing changes"),
            Map.entry("/api/v2/user/register", "a program is told that people apply themselves"),
            Map.entry("/api/v2/user/registration", "a program is told that people apply themselves"),
            Map.entry("/api/v2/verify/pdf", "a question of a program; nothing changes"),
            Map.entry("/officer/clients/{id}/webhook/test", "each is one more message to the application's own address"),
            Map.entry("/rest/v1/signature-requests", "a call of a program; RestRequestsTest counts them"),
            Map.entry("/rest/v1/signature-requests/{request}/reminder", "a call of a program; RestRequestsTest counts them"),
            Map.entry("/rest/v1/signature-requests/{request}/withdrawal", "a call of a program; RestRequestsTest counts them"),
            Map.entry("/rest/v1/signatures", "a call of a program; RestSignaturesTest counts them"),
            Map.entry("/rest/v1/verifications", "a question of a program; nothing changes"),
            Map.entry("/applications/{id}/documents", "each file takes the place of the one before; DocumentPagesTest"),
            Map.entry("/applications/{id}/photos/camera", "gives this device another capture session; the one before ends"),
            Map.entry("/capture/challenge", "another challenge; the one before ends"),
            Map.entry("/capture/frames", "an attempt; SelfieTest sends it twice"),
            Map.entry("/capture/handover", "another code for the phone; the one before dies"),
            Map.entry("/capture/hint", "looks at a frame and keeps nothing"),
            Map.entry("/certificates/{id}/revoke", "the choice of a reason; nothing happens yet"),
            Map.entry("/certificates/{id}/try", "a signature of its own each time"),
            Map.entry("/documents/new", "a document of its own each time"),
            Map.entry("/login", "a login of its own each time"),
            Map.entry("/login/passkey",
                    "answers a question that this browser alone was asked; PasskeyLoginTest sends it many times at once"),
            Map.entry("/login/passkey/options", "a question of its own each time"),
            Map.entry("/login/passkey/new",
                    "answers a question that this browser alone was asked; FirstPasskeyTest sends it many times at once"),
            Map.entry("/login/passkey/new/options", "a question of its own each time"),
            Map.entry("/ocsp", "a question of a program; nothing changes"),
            Map.entry("/officer/accounts/{id}/invite-again", "a new link each time, and the one before dies; InvitationPagesTest"),
            Map.entry("/operator/roles", "a review of its own each time; OperatorPagesTest"),
            Map.entry("/operator/trail", "a check of its own each time; OperatorPagesTest"),
            Map.entry("/officer/applications/{id}/look-into", "looked into again each time; InquireTest"),
            Map.entry("/permissions", "a code of its own each time, and the one before ends; CodeApiTest"),
            Map.entry("/preferences", "a cookie"),
            Map.entry("/session/extend", "says that somebody is there"),
            Map.entry("/settings/passkeys/options", "a question of its own each time"),
            Map.entry("/step-up/passkey/options", "a question of its own each time"),
            Map.entry("/tsa", "a question of a program; a timestamp of its own each time"),
            Map.entry("/verify", "a question about a file; nothing changes, and nothing is kept"),
            Map.entry("/webhooks/whatsapp", "reports of a program; NoticesIT sends them twice"));

    private static final Origin PLACE = new Origin("192.0.2.7", "GoodForms");

    private final TestPeople people;
    private final WebhookWorld webhooks;
    private final TestInbox inbox;
    private final MutableClock clock;
    private final Agreements agreements;
    private final CaptureLinks links;
    private final Accounts accounts;
    private final Keyroom keyroom;
    private final Decide decide;
    private final SuspendCertificate suspend;
    private final Documents documents;
    private final LookAfterClient clients;
    private final LookAfterUnits units;
    private final RevocationLists lists;
    private final StopInstitution stop;
    private final EsignWorld esign;

    GoodForms(TestPeople people, TestInbox inbox, MutableClock clock, Agreements agreements, CaptureLinks links,
            Accounts accounts, Keyroom keyroom, Decide decide, SuspendCertificate suspend, Documents documents,
            LookAfterClient clients, LookAfterUnits units, RevocationLists lists, StopInstitution stop,
            WebhookWorld webhooks, EsignWorld esign) {
        this.people = people;
        this.inbox = inbox;
        this.clock = clock;
        this.agreements = agreements;
        this.links = links;
        this.accounts = accounts;
        this.keyroom = keyroom;
        this.decide = decide;
        this.suspend = suspend;
        this.documents = documents;
        this.clients = clients;
        this.units = units;
        this.lists = lists;
        this.stop = stop;
        this.esign = esign;
        this.webhooks = webhooks;
    }

    List<Form> all() {
        String reason = "Alasan yang cukup panjang.";
        String chosen = "gunung kabut senja hijau";
        return List.of(owner("/applications", scene -> Map.of(), "application.started"),
                owner("/applications/{id}/agreement", scene -> agreement("en", "agree"), "application.agreed"),
                owner("/applications/{id}/consent", scene -> Map.of("consent", "yes"), "application.consented"),
                owner("/applications/{id}/correction", scene -> Map.of("fullName", "Nama Benar", "unit", "", "reason", reason),
                        "application.correction-entered"),
                owner("/corrections", scene -> Map.of(), "application.correction-started"),
                owner("/certificates/{id}/correct", scene -> {
                    var fields = new LinkedHashMap<>(agreement("id", "agree"));
                    fields.putAll(Map.of("order", UUID.randomUUID().toString(), "current", ResetWorld.OLD, "passphrase",
                            ResetWorld.NEW, "confirmation", ResetWorld.NEW));
                    return fields;
                }, "renewal.corrected"),
                owner("/applications/{id}/documents/{kind}/remove", scene -> Map.of(), "evidence.removed"),
                owner("/applications/{id}/identity", scene -> Map.of("fullName", "Nama Baru", "nik", "9900000101900013", "nip",
                        "199001012020121002", "position", "Penguji"), "application.identity-entered"),
                owner("/applications/{id}/identity", scene -> Map.of("fullName", "Nama Baru", "nik", "99000001", "nip", "",
                        "position", "", "later", "yes"), "application.draft-kept"),
                owner("/applications/{id}/passphrase",
                        scene -> Map.of("passphrase", ResetWorld.NEW, "confirmation", ResetWorld.NEW), "application.key-made"),
                owner("/applications/{id}/photos/officer", scene -> Map.of(), "application.officer-asked"),
                owner("/applications/{id}/submit", scene -> Map.of(), "application.submitted"),
                owner("/applications/{id}/withdraw", scene -> Map.of(), "application.withdrawn"),
                form("/capture/consent", By.PHONE, scene -> Map.of("agree", "yes"), "selfie.consented"),
                form("/capture/officer", By.PHONE, scene -> Map.of(), "selfie.case.opened"),
                form("/capture/passphrase", By.PHONE, scene -> {
                    var fields = new LinkedHashMap<>(agreement("id", "agreed"));
                    fields.putAll(Map.of("passphrase", ResetWorld.NEW, "confirmation", ResetWorld.NEW));
                    return fields;
                }, "passphrase.reset.completed"),
                owner("/certificates/{id}/passphrase",
                        scene -> Map.of("order", UUID.randomUUID().toString(), "current", ResetWorld.OLD, "passphrase",
                                ResetWorld.NEW, "confirmation", ResetWorld.NEW),
                        "passphrase.changed"),
                owner("/certificates/{id}/renew/confirm", scene -> {
                    var fields = new LinkedHashMap<>(agreement("id", "agree"));
                    fields.putAll(Map.of("order", UUID.randomUUID().toString(), "key", "SAME", "current", ResetWorld.OLD));
                    return fields;
                }, "renewal.completed"),
                owner("/certificates/{id}/reset", scene -> Map.of("phone", scene.owner().phone), "passphrase.reset.started"),
                owner("/certificates/{id}/reset/{journey}/cancel", scene -> Map.of(), "passphrase.reset.cancelled"),
                owner("/certificates/{id}/reset/{journey}/officer", scene -> Map.of(), "selfie.case.opened"),
                owner("/certificates/{id}/reset/{journey}/resend", scene -> {
                    clock.advance(java.time.Duration.ofSeconds(61));
                    return Map.of("channel", "mail");
                }, "passphrase.reset.link-resent"),
                owner("/certificates/{id}/resume", this::suspended, "certificate.resumed"),
                owner("/certificates/{id}/revoke/confirm", scene -> Map.of("reason", "LOST"), "certificate.revoked"),
                owner("/certificates/{id}/suspend", scene -> Map.of(), "certificate.suspended"),
                owner("/permissions/{id}/end", scene -> Map.of(), "permission.ended"),
                owner("/documents/rounds/{id}/decline", scene -> Map.of("reason", reason), "round.turn.declined"),
                owner("/documents/rounds/{id}/remind", scene -> Map.of(), "round.turn.reminded"),
                owner("/documents/rounds/{id}/turns/{position}", scene -> Map.of("decision", "skip"), "round.turn.skipped"),
                owner("/documents/rounds/{id}/withdraw", scene -> Map.of(), "round.ended"),
                owner("/documents/sign", this::toSign, "document.signed"),
                owner("/documents/{id}/ask", scene -> Map.of("person1", people.claimed().username, "self", "no"), "round.begun"),
                owner("/documents/{id}/mark", scene -> Map.of("shown", "yes"), "document.mark.shown"),
                owner("/documents/{id}/delete", scene -> Map.of(), "document.deleted"),
                form("/claim/{token}", By.ANYBODY, scene -> Map.of("password", chosen, "again", chosen), "account.claimed"),
                form("/disavow/{token}", By.ANYBODY, scene -> Map.of(), "account.disavowed"),
                form("/forgot", By.ANYBODY, scene -> Map.of("login", scene.owner().username), "password.forgotten"),
                form("/forgot/{token}", By.ANYBODY, scene -> Map.of("password", chosen, "again", chosen), "password.reset"),
                form("/login/otp", By.HALF, scene -> Map.of("code", scene.owner().code()), "login.completed"),
                form("/login/recovery", By.HALF, scene -> Map.of("code", recoveryCode(scene)), "recovery-code.used"),
                owner("/logout", scene -> Map.of(), "session.ended"),
                officer("/officer/accounts/{id}/disable", Map.of("reason", reason), "account.disabled"),
                form("/officer/accounts/{id}/enable", By.OFFICER, this::disabled, "account.enabled"),
                officer("/officer/accounts/{id}/end-sessions", Map.of(), "session.all-ended"),
                form("/institution/invitations", By.OFFICER, scene -> {
                    units.add(people.claimed(Role.OFFICER).id, "Bagian Umum", PLACE);
                    String name = "baru-" + UUID.randomUUID();
                    return Map.of("username", name, "name", "Orang Baru", "email", name + "@contoh.example", "unit", "Bagian Umum");
                }, "account.invited"),
                form("/institution/applications/{id}/confirm", By.VERIFIKATOR, scene -> Map.of(), "application.vouched"),
                form("/institution/applications/{id}/deny", By.VERIFIKATOR, scene -> Map.of("reason", reason),
                        "application.vouch-denied"),
                form("/institution/units", By.OFFICER,
                        scene -> Map.of("name", "Unit " + UUID.randomUUID().toString().substring(0, 8)), "unit.created"),
                officer("/institution/units/{id}/stop", Map.of(), "unit.stopped"),
                form("/institution/units/{id}/resume", By.OFFICER, this::stoppedUnit, "unit.resumed"),
                form("/institution/invitations/list", By.OFFICER, scene -> {
                    units.add(people.claimed(Role.OFFICER).id, "Bagian Umum", PLACE);
                    String name = "baru-" + UUID.randomUUID();
                    return Map.of("lines",
                            "username,nama,email,unit\n" + name + ",Orang Baru," + name + "@contoh.example,Bagian Umum");
                }, "account.invited"),
                form("/officer/applications/{id}/try-again", By.OFFICER, this::unissuable, "application.tried-again"),
                officer("/officer/applications/{id}/approve", Map.of("compared", "CARD_SHOWN"), "application.approved"),
                officer("/officer/applications/{id}/reject", Map.of("reason", reason), "application.rejected"),
                officer("/officer/applications/{id}/return", Map.of("steps", "IDENTITY", "note", reason), "application.returned"),
                form("/officer/bulk", By.OFFICER,
                        scene -> Map.of("chosen", scene.variables().get("id"), "decision", "return", "steps",
                                "IDENTITY", "note", reason),
                        "application.returned"),
                officer("/officer/cases/{id}", Map.of("decision", "approve", "compared", "CARD_SHOWN", "note", reason),
                        "selfie.case.approved"),
                form("/officer/applications/{id}/meeting", By.OFFICER, this::meeting, "selfie.case.arranged"),
                form("/officer/cases/{id}/meeting", By.OFFICER, this::meeting, "selfie.case.arranged"),
                form("/officer/certificates/{id}/resume", By.OFFICER, this::held, "certificate.resumed"),
                officer("/officer/certificates/{id}/revoke", Map.of("ground", "LEFT", "reason", reason, "understood", "yes"),
                        "certificate.revoked"),
                officer("/officer/certificates/{id}/suspend", Map.of("reason", reason), "certificate.suspended"),
                form("/officer/clients", By.OFFICER,
                        scene -> Map.of("username", "uji-" + UUID.randomUUID(), "info", "Aplikasi uji", "networks", "192.0.2.1"),
                        "esign.client.created"),
                officer("/officer/clients/{id}", Map.of("info", "Keterangan lain", "networks", "192.0.2.0/24", "geometry", "SIZE"),
                        "esign.client.changed"),
                officer("/officer/clients/{id}/disable", Map.of(), "esign.client.disabled"),
                form("/officer/clients/{id}/enable", By.OFFICER, this::stopped, "esign.client.enabled"),
                officer("/officer/clients/{id}/rotate", Map.of("number", "1"), "esign.client.rotated"),
                officer("/officer/clients/{id}/webhook", Map.of("url", "https://penerima.contoh.example/"), "webhook.set"),
                form("/officer/clients/{id}/webhook/again", By.OFFICER, this::givenUp, "webhook.resent"),
                form("/officer/clients/{id}/webhook/remove", By.OFFICER, this::told, "webhook.removed"),
                form("/officer/clients/{id}/webhook/rotate", By.OFFICER, this::told, "webhook.rotated"),
                form("/officer/seals", By.OFFICER, this::sealOrder, "seal.ordered"),
                officer("/officer/seals/{id}/end", Map.of("ground", "NOT_NEEDED", "reason", reason, "understood", "yes"),
                        "seal.ended"),
                form("/officer/seals/{id}/responsible", By.OFFICER,
                        scene -> Map.of("responsible", people.claimedAt("Kantor Uji").username), "seal.handed-over"),
                officer("/officer/seals/{id}/withdraw", Map.of(), "seal.withdrawn"),
                form("/operator/seals/{id}/confirm", By.OPERATOR, scene -> Map.of("checked", "yes"), "seal.confirmed"),
                form("/operator/seals/{id}/refuse", By.OPERATOR, scene -> Map.of("reason", reason), "seal.refused"),
                officer("/officer/keys/{id}", Map.of("note", reason), "key.unfrozen"),
                form("/operator/institutions/{id}/close", By.OPERATOR, scene -> {
                    stopped(UUID.fromString(scene.variables().get("id")));
                    return Map.of("understood", "yes");
                }, "institution.closing-ordered"),
                form("/operator/institutions/{id}/resume", By.OPERATOR, scene -> {
                    stopped(UUID.fromString(scene.variables().get("id")));
                    return Map.of();
                }, "institution.resumed"),
                form("/operator/institutions/{id}/stop", By.OPERATOR, scene -> Map.of(), "institution.stopped"),
                form("/operator/lists", By.OPERATOR, scene -> Map.of("list", Authorities.ROOT, "number", newestList()),
                        "authority.list-ordered"),
                form("/r/{token}", By.ANYBODY, this::matchNumber, "link.claimed"),
                owner("/settings/authenticator",
                        scene -> Map.of("password", scene.owner().password, "code", scene.owner().code()),
                        "authenticator.change.allowed"),
                owner("/settings/authenticator/new", this::newAuthenticator, "authenticator.enrolled"),
                owner("/settings/language", scene -> Map.of("language", "en"), "account.language.changed"),
                owner("/settings/passkeys/new", this::newPasskey, "passkey.added"),
                owner("/settings/passkeys/{passkey}", scene -> Map.of("name", "Ponsel lama"), "passkey.renamed"),
                owner("/settings/passkeys/{passkey}/remove", scene -> Map.of(), "passkey.removed"),
                owner("/settings/password",
                        scene -> Map.of("old", scene.owner().password, "password", chosen, "again", chosen), "password.changed"),
                owner("/settings/recovery-codes", scene -> Map.of(), "recovery-codes.replaced"),
                owner("/settings/recovery-codes/new", scene -> {
                    scene.browser().get("/settings/recovery-codes");
                    scene.browser().post("/settings/recovery-codes");
                    return Map.of("kept", "yes");
                }, "recovery-codes.kept"),
                owner("/settings/sessions/end-others", this::anotherSession, "session.all-ended"),
                owner("/settings/sessions/{session}/end", scene -> Map.of(), "session.ended"),
                owner("/settings/{kind:phone|email}", scene -> Map.of("value", "0899" + scene.owner().phone.substring(5)),
                        "contact.code.sent"),
                owner("/settings/{kind:phone|email}/code", this::contactCode, "contact.changed"),
                owner("/step-up", scene -> Map.of("code", scene.owner().code()), "step-up.completed"),
                owner("/step-up/passkey", this::passkey, "step-up.completed"));
    }

    /** A browser of whoever may send the form, which has seen a page and so has a token. */
    HttpBrowser sender(Form form, Scene scene, int port) {
        var browser = switch (form.by()) {
            case OWNER -> scene.browser();
            case OFFICER -> Visitors.officer(people, port);
            case VERIFIKATOR -> people.enrol(people.claimed(Role.VERIFIKATOR), port);
            case OPERATOR -> people.enrol(people.claimed(Role.CA_OPERATOR), port);
            case PHONE -> scene.phone();
            case HALF -> Visitors.half(scene.owner(), port);
            case ANYBODY -> new HttpBrowser(port);
        };
        browser.get(form.by() == By.HALF ? "/login/otp" : "/help");
        return browser;
    }

    /** Names and values one after the other, as a browser takes them. */
    static String[] flat(Map<String, String> fields) {
        return fields.entrySet().stream().flatMap(field -> java.util.stream.Stream.of(field.getKey(), field.getValue()))
                .toArray(String[]::new);
    }

    private static Form owner(String pattern, Function<Scene, Map<String, String>> fields, String event) {
        return form(pattern, By.OWNER, fields, event);
    }

    private static Form officer(String pattern, Map<String, String> fields, String event) {
        return form(pattern, By.OFFICER, scene -> fields, event);
    }

    private static Form form(String pattern, By by, Function<Scene, Map<String, String>> fields, String event) {
        return new Form(new Route("POST", pattern), by, fields, event);
    }

    private Map<String, String> agreement(String language, String agreed) {
        var agreement = agreements.current(language);
        return Map.of(agreed, "yes", "version", agreement.version(), "language", agreement.language(), "sha256",
                agreement.sha256());
    }

    private Map<String, String> matchNumber(Scene scene) {
        var waiting = (LinkState.Waiting) links.state(UUID.fromString(scene.variables().get("journey")));
        return Map.of("number", Integer.toString(waiting.matchNumber()));
    }

    private Map<String, String> toSign(Scene scene) {
        var document = documents.ownedBy(scene.owner().id).getFirst();
        return Map.of("document", document.id().toString(), "sha256", document.sha256Hex(), "certificate",
                scene.variables().get("certificate"), "mark", "visible", "where", "last", "spot", "bottom-right", "passphrase",
                ResetWorld.OLD);
    }

    private Map<String, String> meeting(Scene scene) {
        return Map.of("kind", "VIDEO", "date", LocalDate.ofInstant(clock.instant(), Wib.ZONE).plusDays(2).toString(), "time",
                "09:00",
                "place", "Ruang rapat 204");
    }

    private Map<String, String> disabled(Scene scene) {
        accounts.disable(scene.owner().id, null, PLACE);
        return Map.of();
    }

    private Map<String, String> stopped(Scene scene) {
        clients.enable(people.claimed(Role.OFFICER).id, UUID.fromString(scene.variables().get("id")), false, PLACE);
        return Map.of();
    }

    private Map<String, String> sealOrder(Scene scene) {
        String client = esign.caller("Kantor Uji").client().id().toString();
        return Map.of("name", "Segel Kantor Uji", "identifier", "NTRID-1", "responsible", people.claimedAt("Kantor Uji").username,
                "client", client, "perDay", "10");
    }

    private void stopped(UUID institution) {
        stop.stop(institution, null, PLACE);
    }

    private String newestList() {
        return Long.toString(lists.current(Authorities.ROOT).orElseThrow().number());
    }

    private Map<String, String> stoppedUnit(Scene scene) {
        units.stop(people.claimed(Role.OFFICER).id, UUID.fromString(scene.variables().get("id")), true, PLACE);
        return Map.of();
    }

    /** Its application is told what happened. */
    private Map<String, String> told(Scene scene) {
        webhooks.set(people.claimedAt("Kantor Uji", Role.OFFICER).id, UUID.fromString(scene.variables().get("id")),
                "https://penerima.contoh.example/");
        return Map.of("number", "1");
    }

    private Map<String, String> givenUp(Scene scene) {
        told(scene);
        return Map.of("delivery", webhooks.givenUp(UUID.fromString(scene.variables().get("id"))).toString());
    }

    private Map<String, String> suspended(Scene scene) {
        suspend.byOwner(certificate(scene), scene.owner().id, PLACE);
        return Map.of();
    }

    private Map<String, String> held(Scene scene) {
        suspend.byOfficer(certificate(scene), people.claimed(Role.OFFICER).id, "Ponsel dilaporkan hilang.", PLACE);
        return Map.of("note", "Ponsel sudah ditemukan.");
    }

    private static CertificateId certificate(Scene scene) {
        return new CertificateId(UUID.fromString(scene.variables().get("id")));
    }

    /** Approved while something was in the way, which is gone now. */
    private Map<String, String> unissuable(Scene scene) {
        UUID key = keyroom.keysOf(scene.owner().id).getFirst().id();
        keyroom.freeze(key, null);
        decide.approve(people.claimed(Role.OFFICER).id, UUID.fromString(scene.variables().get("id")), Compared.CARD_SHOWN, PLACE);
        keyroom.unfreeze(key);
        return Map.of();
    }

    private static String recoveryCode(Scene scene) {
        var browser = scene.browser();
        browser.get("/settings/recovery-codes");
        browser.post("/settings/recovery-codes");
        var code = java.util.regex.Pattern.compile("<code>([0-9A-Z-]{34})</code>")
                .matcher(browser.get("/settings/recovery-codes/new").body());
        if (!code.find()) {
            throw new AssertionError("No recovery codes");
        }
        return code.group(1);
    }

    private Map<String, String> newAuthenticator(Scene scene) {
        var browser = scene.browser();
        browser.get("/settings/authenticator");
        browser.post("/settings/authenticator", "password", scene.owner().password, "code", scene.owner().code());
        people.adopt(scene.owner(), browser.get("/settings/authenticator/new").body());
        return Map.of("code", scene.owner().code());
    }

    private Map<String, String> newPasskey(Scene scene) {
        var browser = scene.browser();
        browser.get("/settings/passkeys/new");
        return Map.of("name", "Ponsel", "answer", new SoftAuthenticator(browser.resolve("/").getPort())
                .create(browser.ask("/settings/passkeys/options")));
    }

    private Map<String, String> passkey(Scene scene) {
        var passkey = people.addPasskey(scene.owner(), scene.browser());
        scene.browser().get("/step-up/passkey");
        return Map.of("answer", passkey.get(scene.browser().ask("/step-up/passkey/options")));
    }

    private Map<String, String> anotherSession(Scene scene) {
        people.logIn(new HttpBrowser(scene.browser().resolve("/").getPort()), scene.owner());
        return Map.of();
    }

    private Map<String, String> contactCode(Scene scene) {
        String fresh = "+62899" + scene.owner().phone.substring(5);
        scene.browser().get("/settings/phone");
        scene.browser().post("/settings/phone", "value", fresh);
        return Map.of("code", inbox.await(fresh, Template.CONTACT_CODE).parameters().getFirst());
    }
}
