package id.paraf;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

import id.paraf.boot.Paraf;
import id.paraf.testing.ProductClasses;
import id.paraf.testing.Proves;

/** The walls of the design: who may use whom, and what only one package may touch. */
class ArchitectureTest {

    private static final Set<String> LIBRARIES = Set.of("pki", "keyroom", "pades", "face");
    /** Wiring and surfaces: they may use everything, and nothing uses them. */
    private static final Set<String> EDGES = Set.of("web", "jobs", "cli", "boot");
    /**
     * What a package may use besides itself and {@code kernel}; {@code a.b} means that sub-package alone. A new package needs
     * a row here.
     */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(entry("pki", Set.of()),
            entry("keyroom", Set.of("pki.merkle", "pki.der")),
            entry("pades", Set.of()), entry("face", Set.of()), entry("kernel", Set.of()), entry("audit", Set.of()),
            entry("limits", Set.of()),
            entry("notice", Set.of()), entry("account", Set.of("audit", "limits", "notice")),
            entry("selfie", Set.of("audit", "limits", "notice", "face", "keyroom.proof")),
            entry("status", Set.of("certificate", "pki", "keyroom")),
            entry("timestamp", Set.of("certificate", "pki", "keyroom", "audit")),
            // What a file proves depends on nobody's account and on no key: the operator's own authority is told to it at the edge.
            entry("verification", Set.of("pades")),
            entry("transparency", Set.of("audit", "pki", "keyroom")),
            entry("certificate", Set.of("audit", "pki", "keyroom", "transparency")),
            entry("renewal", Set.of("account", "selfie", "enrolment", "certificate", "notice", "audit", "limits", "keyroom")),
            entry("evidence", Set.of("audit", "face", "pades")), entry("population", Set.of()),
            entry("enrolment",
                    Set.of("account", "selfie", "evidence", "population", "certificate", "notice", "audit", "limits", "keyroom")),
            entry("closing", Set.of("account", "certificate", "notice", "audit")),
            entry("passphrase", Set.of("account", "selfie", "certificate", "keyroom", "notice", "audit", "limits")),
            entry("signing", Set.of("account", "certificate", "passphrase", "keyroom", "pades", "notice", "audit", "limits")),
            entry("sandbox", Set.of("enrolment", "certificate", "pki", "keyroom")),
            entry("esign",
                    Set.of("account", "enrolment", "certificate", "passphrase", "sandbox", "signing", "keyroom", "pades", "notice",
                            "audit", "limits")),
            entry("seal",
                    Set.of("esign", "account", "certificate", "signing", "keyroom", "pades", "notice", "audit", "limits")),
            entry("webhook", Set.of("esign", "account", "certificate", "audit")));

    private static final JavaClasses ALL = ProductClasses.ALL;

    @Test
    void springModulithSeesNoCycleAndNoForeignInternals() {
        ApplicationModules.of(Paraf.class, describe("libraries and test support", type -> {
            String feature = feature(type.getPackageName());
            return LIBRARIES.contains(feature) || feature.equals("testing");
        })).verify();
    }

    @Test
    void everyPackageUsesOnlyWhatTheTableAllows() {
        classes().should(new ArchCondition<JavaClass>("keep to the table of the design") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String from = feature(type.getPackageName());
                if (EDGES.contains(from)) {
                    return;
                }
                if (!MAY_USE.containsKey(from)) {
                    events.add(SimpleConditionEvent.violated(type, from + " has no row in ArchitectureTest.MAY_USE"));
                    return;
                }
                for (var dependency : type.getDirectDependenciesFromSelf()) {
                    String target = dependency.getTargetClass().getBaseComponentType().getPackageName();
                    if (!target.startsWith("id.paraf.")) {
                        continue;
                    }
                    String to = feature(target);
                    boolean kernel = to.equals("kernel") && !LIBRARIES.contains(from);
                    boolean allowed = MAY_USE.get(from).contains(to)
                            || MAY_USE.get(from).contains(target.substring("id.paraf.".length()));
                    if (!to.equals(from) && !kernel && !allowed) {
                        events.add(SimpleConditionEvent.violated(type, from + " may not use " + to + ": "
                                + dependency.getDescription()));
                    }
                }
            }
        }).check(ALL);
    }

    @Test
    void theTableItselfHasNoCycle() {
        for (String start : MAY_USE.keySet()) {
            var seen = new TreeSet<String>();
            var next = new ArrayList<>(MAY_USE.get(start));
            while (!next.isEmpty()) {
                String one = next.removeLast();
                if (seen.add(one)) {
                    next.addAll(MAY_USE.get(one.replaceAll("\\..*", "")));
                }
            }
            assertThat(seen).as("what %s reaches", start).doesNotContain(start);
        }
    }

    @Test
    void thereIsNoCycleBetweenPackages() {
        slices().matching("id.paraf.(*)..").should().beFreeOfCycles().check(ALL);
    }

    @Test
    void theSharedPartOfWebKnowsNoFeaturesPages() {
        noClasses().that().resideInAPackage("id.paraf.web").should().dependOnClassesThat(
                describe("reside in a sub-package of web", (JavaClass type) -> type.getPackageName().startsWith("id.paraf.web.")))
                .check(ALL);
        slices().matching("id.paraf.web.(*)..").should().beFreeOfCycles().allowEmptyShould(true).check(ALL);
    }

    @Test
    @Proves("KY-01")
    void onlyTheKeyroomNamesPrivateKeys() {
        noClasses().that().resideOutsideOfPackage("id.paraf.keyroom..").should().dependOnClassesThat()
                .haveNameMatching("java\\.security\\.(PrivateKey|KeyPair|KeyPairGenerator|KeyStore|interfaces\\..*PrivateKey|"
                        + "spec\\.(PKCS8EncodedKeySpec|.*PrivateKeySpec))"
                        + "|org\\.bouncycastle\\..*(PrivateKey|KeyPair)\\w*")
                .because("only the keyroom touches private keys: use its door").check(ALL);
    }

    @Test
    void librariesKnowNoSpringAndNoHttp() {
        noClasses().that(areIn(LIBRARIES)).should().dependOnClassesThat().resideInAnyPackage("org.springframework..",
                "jakarta.servlet..", "java.net.http..", "com.sun.net.httpserver..", "gg.jte..").check(ALL);
    }

    @Test
    void featuresKnowNoHttp() {
        noClasses().that(areIn(MAY_USE.keySet())).should().dependOnClassesThat().resideInAnyPackage("jakarta.servlet..",
                "org.springframework.web.servlet..", "org.springframework.web.bind..", "gg.jte..").check(ALL);
    }

    /** What is signed lies open in memory alone: a crash leaves nothing that anybody could read. */
    @Test
    void documentsAreSignedWithoutFiles() {
        noClasses().that().resideInAPackage("id.paraf.signing..").should().dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.nio.channels..").orShould().dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(File|RandomAccessFile|File(In|Out)putStream)").check(ALL);
    }

    @Test
    void pagesSpeakToDoorsAndNotToTheDatabase() {
        noClasses().that().resideInAPackage("id.paraf.web..").should().dependOnClassesThat()
                .resideInAnyPackage("org.springframework.jdbc..", "java.sql..", "javax.sql..").check(ALL);
    }

    /** What strangers ask reaches no table: status reads through one door of the register and has no means to write. */
    @Test
    void statusNeverWrites() {
        noClasses().that().resideInAPackage("id.paraf.status..").should().dependOnClassesThat()
                .resideInAnyPackage("org.springframework.jdbc..", "java.sql..", "javax.sql..",
                        "org.springframework.transaction.support..",
                        "org.springframework.transaction.annotation..")
                .orShould().dependOnClassesThat().haveFullyQualifiedName("id.paraf.certificate.RevocationLists").check(ALL);
    }

    /** A file that names an address makes nobody go there: what opens no connection needs no list of allowed ones. */
    @Test
    @Proves("PD-09")
    void whatAFileProvesIsFoundWithoutANetwork() {
        noClasses().that().resideInAnyPackage("id.paraf.verification..", "id.paraf.pades..").should().dependOnClassesThat()
                .resideInAnyPackage("java.net..", "javax.net..", "org.springframework.web.client..", "org.springframework.jdbc..",
                        "java.sql..", "javax.sql..")
                .orShould().dependOnClassesThat().haveNameMatching("java\\.nio\\.channels\\..*Socket.*").check(ALL);
    }

    @Test
    void controllersAreNobodysDoor() {
        classes().that().areMetaAnnotatedWith("org.springframework.stereotype.Controller").should().notBePublic()
                .andShould().resideInAPackage("id.paraf.web..").check(ALL);
    }

    @Test
    void namesSayWhatAThingDoes() {
        noClasses().should().haveNameMatching(".*(Service|Manager|Impl|Utils?|Helper)(\\$.*)?")
                .because("use cases are verbs, data are records: name the duty").check(ALL);
    }

    @Test
    void fieldsAreNotInjected() {
        com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields().should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .because("a constructor says what a class needs").check(ALL);
    }

    @Test
    void everyPackageIsNullMarkedAndSaysItsDuty() {
        var missing = new TreeSet<String>();
        for (String name : new TreeSet<>(ALL.stream().map(JavaClass::getPackageName).toList())) {
            boolean marked = ALL.stream().anyMatch(type -> type.getFullName().equals(name + ".package-info")
                    && type.isAnnotatedWith("org.jspecify.annotations.NullMarked"));
            if (!marked) {
                missing.add(name);
            }
        }
        assertThat(missing).as("packages without a @NullMarked package-info").isEmpty();
    }

    /** {@code id.paraf.web.account} belongs to {@code web}. */
    private static String feature(String packageName) {
        List<String> parts = List.of(packageName.split("\\."));
        return parts.size() > 2 ? parts.get(2) : "";
    }

    private static DescribedPredicate<JavaClass> areIn(Set<String> features) {
        return describe("are in " + features, type -> features.contains(feature(type.getPackageName())));
    }
}
