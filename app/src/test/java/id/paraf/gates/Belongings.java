package id.paraf.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import id.paraf.account.Accounts;
import id.paraf.account.ForgottenPassword;
import id.paraf.account.Passkeys;
import id.paraf.account.Role;
import id.paraf.account.TestPeople;
import id.paraf.certificate.Agreements;
import id.paraf.certificate.Authorities;
import id.paraf.certificate.PracticeStatements;
import id.paraf.certificate.TestCertificates;
import id.paraf.enrolment.Applications;
import id.paraf.enrolment.Apply;
import id.paraf.enrolment.DecideMany;
import id.paraf.enrolment.HandIn;
import id.paraf.enrolment.Identity;
import id.paraf.enrolment.Step;
import id.paraf.enrolment.TestCorrections;
import id.paraf.esign.EsignWorld;
import id.paraf.esign.PermissionWorld;
import id.paraf.evidence.EvidenceKind;
import id.paraf.kernel.Origin;
import id.paraf.notice.Disavowed;
import id.paraf.notice.Template;
import id.paraf.notice.TestInbox;
import id.paraf.passphrase.FreezeKey;
import id.paraf.passphrase.ResetWorld;
import id.paraf.seal.SealWorld;
import id.paraf.selfie.CaptureLinks;
import id.paraf.selfie.CaptureOrder;
import id.paraf.selfie.CaptureSessions;
import id.paraf.selfie.ProposedPhotos;
import id.paraf.selfie.ReferencePhotos;
import id.paraf.selfie.SelfieCases;
import id.paraf.signing.MarkCodes;
import id.paraf.signing.SigningWorld;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.Pictures;
import id.paraf.testing.Routes.Route;

/** Real things for the variables of a path: what belongs to the owner, and links that open for whoever holds them. */
@Component
@Profile("test")
class Belongings {

    private static final Origin PLACE = new Origin("192.0.2.7", "Belongings");
    private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"/assets/([^/\"]+)/([^\"]+)\"");

    private final TestPeople people;
    private final ResetWorld resets;
    private final Apply apply;
    private final Applications applications;
    private final HandIn handIn;
    private final Agreements agreements;
    private final PracticeStatements statements;
    private final ReferencePhotos photos;
    private final SelfieCases cases;
    private final FreezeKey freezes;
    private final CaptureLinks captureLinks;
    private final CaptureSessions captures;
    private final ForgottenPassword forgotten;
    private final TestInbox inbox;
    private final DecideMany decideMany;
    private final TestCertificates certificates;
    private final SigningWorld signing;
    private final EsignWorld esign;
    private final SealWorld seals;
    private final PermissionWorld permissions;
    private final Accounts accounts;
    private final Passkeys passkeys;
    private final ApplicationContext application;

    Belongings(TestPeople people, ResetWorld resets, Apply apply, Applications applications, HandIn handIn, Agreements agreements,
            PracticeStatements statements,
            ReferencePhotos photos, SelfieCases cases, FreezeKey freezes, CaptureLinks captureLinks, CaptureSessions captures,
            ForgottenPassword forgotten, TestInbox inbox, DecideMany decideMany, TestCertificates certificates,
            SigningWorld signing, EsignWorld esign, SealWorld seals, PermissionWorld permissions, Accounts accounts,
            Passkeys passkeys, ApplicationContext application) {
        this.people = people;
        this.resets = resets;
        this.apply = apply;
        this.applications = applications;
        this.handIn = handIn;
        this.agreements = agreements;
        this.statements = statements;
        this.photos = photos;
        this.cases = cases;
        this.freezes = freezes;
        this.captureLinks = captureLinks;
        this.captures = captures;
        this.forgotten = forgotten;
        this.inbox = inbox;
        this.decideMany = decideMany;
        this.certificates = certificates;
        this.signing = signing;
        this.esign = esign;
        this.seals = seals;
        this.permissions = permissions;
        this.accounts = accounts;
        this.passkeys = passkeys;
        this.application = application;
    }

    /**
     * Somebody and what the path names of theirs.
     *
     * @param browser logged in with a fresh code
     * @param variables what stands for each variable of the path
     * @param phone a device that holds a capture session for this person, and no login
     */
    record Scene(TestPeople.Person owner, HttpBrowser browser, Map<String, String> variables, HttpBrowser phone) {
    }

    /** Routes of one kind name the same things. */
    static String kind(Route route) {
        String pattern = route.pattern();
        return pattern.endsWith("/live") || pattern.endsWith("/decline") || pattern.contains("/renew")
                || pattern.contains("/correct") || pattern.endsWith("/close") || pattern.endsWith("/end")
                || pattern.equals("/capture/passphrase") ? pattern
                        : route.hasVariable() ? pattern.replaceAll("}/[^{]*$", "}") : "/";
    }

    /** A new owner with everything that the route asks for. */
    Scene scene(Route route, int port) {
        String pattern = route.pattern();
        if (pattern.equals("/capture/passphrase")) {
            var owner = resets.owner(port);
            resets.begin(owner);
            var phone = resets.phone(owner);
            resets.passSelfie(phone);
            return new Scene(owner.person(), owner.desktop(), Map.of(), phone);
        }
        if (pattern.startsWith("/certificates/{id}") || pattern.startsWith("/officer/cases/{id}")
                || pattern.startsWith("/officer/keys/{id}") || pattern.startsWith("/officer/certificates/{id}")) {
            return ofCertificate(pattern, port);
        }
        if (pattern.startsWith("/operator/institutions/{id}")) {
            // One of its own: it is stopped.
            String name = "Kantor " + UUID.randomUUID().toString().substring(0, 8);
            var person = people.claimedAt(name);
            if (pattern.endsWith("/close")) {
                esign.signer(name);
            }
            return new Scene(person, people.enrol(person, port),
                    Map.of("id", accounts.get(person.id).works().institution().id().toString()), phone(person.id, port));
        }
        if (pattern.startsWith("/documents/rounds/{id}")) {
            return ofRound(pattern, port);
        }
        if (pattern.equals("/v/{code}")) {
            var owner = resets.owner(port);
            var marked = application.getBean(MarkCodes.class).of(owner.person().id, signing.marked(owner).id()).orElseThrow();
            return new Scene(owner.person(), owner.desktop(), Map.of("code", marked.code()), phone(owner.person().id, port));
        }
        if (pattern.equals("/documents/sign") || pattern.startsWith("/documents/") && route.hasVariable()) {
            var owner = resets.owner(port);
            var id = pattern.startsWith("/documents/batches/") ? signing.batch(owner)
                    : pattern.endsWith("/mark") ? signing.marked(owner).id() : signing.document(owner).id();
            return new Scene(owner.person(), owner.desktop(), Map.of("id", id.toString(), "certificate",
                    owner.certificate().toString()), phone(owner.person().id, port));
        }
        if (pattern.startsWith("/corrections") || pattern.endsWith("/correction")) {
            var owner = resets.owner(port);
            var id = pattern.startsWith("/corrections") ? owner.certificate().value() : corrections().begun(owner.person().id);
            return new Scene(owner.person(), owner.desktop(), Map.of("id", id.toString()), phone(owner.person().id, port));
        }
        if (pattern.startsWith("/permissions/{id}")) {
            var owner = resets.owner(port);
            return new Scene(owner.person(), owner.desktop(),
                    Map.of("id", permissions.opened(owner.person().id, esign.caller("Kantor Uji")).toString()),
                    phone(owner.person().id, port));
        }
        var person = people.claimed();
        var browser = people.enrol(person, port);
        var variables = pattern.startsWith("/officer/bulk/{id}") ? bulk(person)
                : pattern.equals("/officer/bulk") || pattern.contains("/applications/{id}")
                        ? application(person, !pattern.startsWith("/applications"), !pattern.endsWith("/meeting"))
                        : pattern.startsWith("/officer/clients/{id}")
                                ? Map.of("id", esign.caller("Kantor Uji").client().id().toString())
                                : pattern.contains("/seals/{id}") ? Map.of("id", seal(pattern).toString())
                                        : pattern.startsWith("/institution/units/{id}")
                                                ? Map.of("id", accounts.get(person.id).works().id().toString())
                                                : pattern.startsWith("/officer/accounts/{id}") ? Map.of("id", person.id.toString())
                                                        : anybodys(pattern, person, browser);
        return new Scene(person, browser, variables, phone(person.id, port));
    }

    /** One that waits to be confirmed, or that is in use where it is about to end. */
    private UUID seal(String pattern) {
        return (pattern.endsWith("/end") ? seals.issued("Kantor Uji", 5) : seals.ordered("Kantor Uji", 5)).id();
    }

    private TestCorrections corrections() {
        return new TestCorrections(application);
    }

    /** The owner asks; who declines, is the one asked first. */
    private Scene ofRound(String pattern, int port) {
        var owner = resets.owner(port);
        var other = resets.owner(port);
        var round = pattern.endsWith("/decline") ? signing.round(owner, owner, other) : signing.round(owner, other, owner);
        return new Scene(owner.person(), owner.desktop(), Map.of("id", round.id().toString(), "position", "1"),
                phone(owner.person().id, port));
    }

    private Scene ofCertificate(String pattern, int port) {
        var owner = resets.owner(port);
        UUID id = owner.certificate().value();
        var variables = Map.of("id", id.toString());
        if (pattern.contains("{journey}") || pattern.endsWith("/live")) {
            variables = Map.of("id", id.toString(), "journey", resets.begin(owner).toString());
        } else if (pattern.startsWith("/officer/cases")) {
            var opened = cases.open(resets.begin(owner), owner.person().id, owner.key(), SelfieCases.Cause.CHOSEN, PLACE);
            variables = Map.of("id", opened.id().toString());
        } else if (pattern.startsWith("/officer/keys")) {
            freezes.freeze(new Disavowed(owner.person().id, "certificate:" + id, PLACE));
            variables = Map.of("id", freezes.waiting().stream().filter(frozen -> frozen.account().equals(owner.person().id))
                    .findFirst().orElseThrow().id().toString());
        } else if (pattern.contains("/correct")) {
            corrections().approved(owner.person().id, "Demo Nama Benar", null, people.claimed(Role.OFFICER).id);
        } else if (pattern.contains("/renew")) {
            certificates.endIn(owner.certificate(), Duration.ofDays(60));
        } else if (pattern.endsWith("{file}")) {
            variables = Map.of("id", id.toString(), "file", "leaf.pem");
        }
        return new Scene(owner.person(), owner.desktop(), variables, phone(owner.person().id, port));
    }

    /** An application that is filled in up to its last page, and for officers sent. */
    private Map<String, String> application(TestPeople.Person person, boolean sent, boolean photographed) {
        apply.start(person.id, PLACE);
        UUID id = applications.openOf(person.id).orElseThrow().id();
        apply.consent(person.id, id, "0".repeat(64), PLACE);
        apply.identity(person.id, id, new Identity("Demo Pemilik Contoh", "9900000101900012", "199001012020121001", "Analis"),
                PLACE);
        handIn.file(person.id, id, EvidenceKind.ID_CARD, Pictures.jpeg(480, 320), PLACE);
        if (photographed) {
            ProposedPhotos.propose(photos, person.id, id);
        } else {
            apply.askOfficer(person.id, id, true, PLACE);
        }
        var agreement = agreements.current("id");
        apply.agree(person.id, id, agreement.version(), agreement.language(), agreement.sha256(), PLACE);
        apply.passphrase(person.id, id, ResetWorld.OLD, PLACE);
        if (sent) {
            people.provePhone(person.id);
            apply.submit(person.id, id, PLACE);
        }
        assertThat(applications.ownedBy(person.id, id).orElseThrow().key()).as("the application is filled in").isNotNull();
        return Map.of("id", id.toString(), "slot", "1", "kind", EvidenceKind.ID_CARD.path());
    }

    /** What an officer decided about several at once. */
    private Map<String, String> bulk(TestPeople.Person person) {
        var chosen = List.of(UUID.fromString(application(person, true, true).get("id")));
        var run = (DecideMany.Outcome.Done) decideMany.giveBack(people.claimed(Role.OFFICER).id, chosen, Set.of(Step.IDENTITY),
                "Alasan yang cukup panjang.", PLACE);
        return Map.of("id", run.run().toString());
    }

    /** Addresses that open for whoever has them, and what everyone may read. */
    private Map<String, String> anybodys(String pattern, TestPeople.Person person, HttpBrowser browser) {
        return switch (pattern) {
            case "/r/{token}" -> {
                var order = order(person.id);
                yield Map.of("token", captureLinks.issue(order, PLACE).orElseThrow().token().reveal(), "journey",
                        order.journey().toString());
            }
            case "/settings/passkeys/{passkey}", "/settings/passkeys/{passkey}/remove" -> {
                people.addPasskey(person, browser);
                yield Map.of("passkey", passkeys.of(person.id).getFirst().id().toString());
            }
            case "/disavow/{token}" -> Map.of("token", inbox.await(person.id, Template.SECURITY).token());
            case "/claim/{token}" -> Map.of("token", inbox.await(people.invited().id, Template.INVITATION).token());
            case "/forgot/{token}" -> {
                // Asked for from an address of its own, so that the limit for one address is not in the way.
                forgotten.request(person.username, new Origin("198.51.100." + person.username.hashCode(), "test"));
                yield Map.of("token", inbox.await(person.id, Template.PASSWORD_FORGOTTEN).token());
            }
            case "/settings/sessions/{session}/end" -> Map.of("session", people.login(browser).session().id().toString());
            case "/agreement/{version}/{language}", "/agreement/{version}/{language}/text" ->
                Map.of("version", agreements.current("id").version(), "language", "id");
            case "/cps/{version}/{language}", "/cps/{version}/{language}/text" ->
                Map.of("version", statements.current("id").version(), "language", "id");
            case "/ca/{authority}.crt", "/crl/{authority}.crl" -> Map.of("authority", Authorities.ISSUING);
            case "/assets/{fingerprint}/{*path}" -> {
                var asset = ASSET.matcher(browser.get("/help").body());
                assertThat(asset.find()).isTrue();
                yield Map.of("fingerprint", asset.group(1), "*path", asset.group(2));
            }
            default -> Map.of();
        };
    }

    private HttpBrowser phone(UUID account, int port) {
        var phone = new HttpBrowser(port);
        phone.cookies().put(CaptureSessions.COOKIE, captures.begin(order(account), PLACE).reveal());
        return phone;
    }

    private CaptureOrder order(UUID account) {
        return CaptureOrder.reset(UUID.randomUUID(), account, UUID.randomUUID(), java.time.Instant.EPOCH, "D•• P••", null);
    }
}
