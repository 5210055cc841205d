package id.paraf.acceptance.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;

import id.paraf.account.Role;
import id.paraf.boot.Paraf;
import id.paraf.esign.Geometry;
import id.paraf.esign.LookAfterClient;
import id.paraf.esign.Orders;
import id.paraf.esign.SignEach;
import id.paraf.esign.SignedFiles;
import id.paraf.esign.Wanted;
import id.paraf.kernel.SecretText;
import id.paraf.pades.sign.SigningCost;
import id.paraf.pades.verify.FileVerdict;
import id.paraf.status.FollowRegister;
import id.paraf.verification.ReportJson;
import id.paraf.verification.ReportXml;
import id.paraf.verification.Verification;
import id.paraf.verification.VerifyFile;
import id.paraf.web.verification.ReportPdf;

/**
 * The report of a verification written as PDF, JSON and XML, each against the verdict that it writes down, on one file of 100 KB that the
 * same application signed at level B-LT. Wall time: the verdict is reached in another thread than the one that asks for it.
 */
final class ReportBenchmark {

    private static final int WARM = 500;
    private static final int PAIRS = 100;

    private final ApplicationContext application;
    private final byte[] signed;

    private ReportBenchmark(ApplicationContext application, byte[] pdf) {
        this.application = application;
        this.signed = signed(pdf);
    }

    static String run() throws Exception {
        var file = Files.createTempFile("paraf-report", ".pdf");
        byte[] pdf;
        try {
            pdf = Files.readAllBytes(SigningCost.padded(file, 100_000));
        } finally {
            Files.delete(file);
        }
        try (var durable = new DurableDatabase();
                var application = new SpringApplicationBuilder(Paraf.class).profiles("demo").run("--server.port=0",
                        "--paraf.database.url=" + durable.pool().getJdbcUrl(), "--paraf.database.user=postgres",
                        "--logging.level.root=WARN", "--paraf.data-directory=" + Files.createTempDirectory("paraf-report"))) {
            return new ReportBenchmark(application, pdf).measure();
        }
    }

    private String measure() throws Exception {
        var verification = verdict();
        if (verification.report().verdict() != FileVerdict.VALID_AND_INTACT) {
            throw new IllegalStateException("Not valid: " + verification.report().verdict());
        }
        var language = Locale.of("id");
        var rows = new ArrayList<String>();
        rows.add(against("PDF", () -> bean(ReportPdf.class).of(verification, "surat.pdf", language)));
        rows.add(against("JSON", () -> bean(ReportJson.class).of(verification)));
        rows.add(against("XML", () -> bean(ReportXml.class).of(verification).orElseThrow()));
        return String.join(System.lineSeparator(), rows);
    }

    private String against(String kind, Ratio.Work report) throws Exception {
        return Ratio.of(WARM, PAIRS, report, this::verdict).row("report as " + kind + " / the verdict alone", 1);
    }

    private Verification verdict() throws IOException {
        if (bean(VerifyFile.class)
                .verify(new ByteArrayInputStream(signed)) instanceof Verification.Outcome.Judged(var verification)) {
            return verification;
        }
        throw new IllegalStateException("Not judged");
    }

    private byte[] signed(byte[] pdf) {
        var certificate = people().certificate(people().invite("ukur", Role.SIGNER));
        bean(FollowRegister.class).catchUp();
        var client = ((LookAfterClient.Outcome.Secret) bean(LookAfterClient.class).create(people().invite("petugas", Role.OFFICER),
                "aplikasi-ukur", false, new LookAfterClient.Typed("Ukur", "127.0.0.1", Geometry.CORNERS), BenchPeople.ORIGIN))
                .client();
        if (!(bean(Orders.class).begin(client, UUID.randomUUID().toString(), new byte[32]) instanceof Orders.Begun.Ours ours)) {
            throw new IllegalStateException("The order is not ours");
        }
        var made = new ArrayList<UUID>();
        bean(SignEach.class).sign(ours.order(), client, certificate.account(), certificate, SecretText.of(BenchPeople.PASSPHRASE),
                List.of(new Wanted(pdf, null, null, null, null, null)), outcome -> {
                    if (!(outcome.files().getFirst() instanceof SignEach.Each.Signed file)) {
                        throw new IllegalStateException("Not signed: " + outcome);
                    }
                    made.add(file.id());
                    return new Orders.Answer(201, new byte[400]);
                }, BenchPeople.ORIGIN);
        return bean(SignedFiles.class).read(client, ours.order().signature(), made.getFirst(), BenchPeople.ORIGIN).orElseThrow();
    }

    private BenchPeople people() {
        return new BenchPeople(application);
    }

    private <T> T bean(Class<T> type) {
        return application.getBean(type);
    }
}
