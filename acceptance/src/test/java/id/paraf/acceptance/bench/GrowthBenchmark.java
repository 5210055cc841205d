package id.paraf.acceptance.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;

import id.paraf.pades.TestFiles;
import id.paraf.pades.TestPki;
import id.paraf.pades.pdf.Limits;
import id.paraf.pades.sign.Completion;
import id.paraf.pades.sign.Level;
import id.paraf.pades.sign.Preparation;
import id.paraf.pades.sign.SignPdf;
import id.paraf.pades.sign.SignatureRequest;
import id.paraf.pades.verify.FileVerdict;
import id.paraf.pades.verify.Outcome;
import id.paraf.pades.verify.Policy;
import id.paraf.pades.verify.TrustAnchors;
import id.paraf.pades.verify.VerifyPdf;

/** How signing and verifying grow with pages, objects and earlier signatures: each against the smallest of its kind. */
final class GrowthBenchmark {

    private final Path source;
    private final Path target;
    private final TestPki pki = new TestPki();
    private final VerifyPdf verifier;
    private final Instant now = TestPki.NOW.plusSeconds(60);

    private GrowthBenchmark(Path folder) throws GeneralSecurityException, IOException {
        source = folder.resolve("source.pdf");
        target = folder.resolve("target.pdf");
        byte[] list = pki.crl().getEncoded();
        var root = new JcaX509CertificateConverter().getCertificate(pki.root);
        verifier = new VerifyPdf(new TrustAnchors(List.of(root), List.of()), (_, _) -> List.of(list), Policy.STRICT,
                Limits.ORDINARY);
    }

    static String run() throws Exception {
        var folder = Files.createTempDirectory("paraf-growth");
        try {
            return new GrowthBenchmark(folder).measure();
        } finally {
            Files.deleteIfExists(folder.resolve("source.pdf"));
            Files.deleteIfExists(folder.resolve("target.pdf"));
            Files.delete(folder);
        }
    }

    private String measure() throws Exception {
        var rows = new ArrayList<String>();
        for (int pages : new int[] {1, 100, 1_000}) {
            rows.add(row(pages + " pages in object streams", TestFiles.withStreams(pages)));
        }
        for (int objects : new int[] {100, 6_000, 60_000}) {
            rows.add(row(objects + " objects in a table", objects(objects)));
        }
        byte[] file = TestFiles.withTable(1);
        for (int signatures = 0; signatures <= 50; signatures++) {
            if (signatures == 0 || signatures == 1 || signatures == 8 || signatures == 50) {
                rows.add(row(signatures + " earlier signatures", file));
            }
            Files.write(source, file);
            sign();
            file = Files.readAllBytes(target);
        }
        return String.join(System.lineSeparator(), rows);
    }

    private String row(String name, byte[] file) throws Exception {
        Files.write(source, file);
        int rounds = 60;
        var result = Ratio.ofCpu(rounds, rounds, this::sign, this::verify);
        return String.format(Locale.ROOT, "%-58s sign %8.2f ms   verify what was signed %8.2f ms", "growth: " + name,
                result.ours() / 1e6, result.limit() / 1e6);
    }

    private void sign() throws IOException {
        var request = SignatureRequest.by(pki.chain(pki.ec), OffsetDateTime.ofInstant(TestPki.NOW, ZoneOffset.UTC));
        Files.deleteIfExists(target);
        try (var prepared = ((Preparation.Ready<Path>) new SignPdf(Limits.ORDINARY).prepare(source, target, request)).signature()) {
            if (!(prepared.complete(pki.ec.sign(prepared.signedAttributes()), new Level.Basic()) instanceof Completion.Signed)) {
                throw new IllegalStateException("Not signed");
            }
        }
    }

    private void verify() throws IOException {
        if (!(verifier.verify(target, now) instanceof Outcome.Verified(var report))
                || report.verdict() != FileVerdict.VALID_AND_INTACT) {
            throw new IllegalStateException("Not valid");
        }
    }

    /** One page, and that many objects that nobody refers to. */
    private static byte[] objects(int many) {
        String small = new String(TestFiles.withTable(1), StandardCharsets.ISO_8859_1);
        int table = small.lastIndexOf("xref\n", small.lastIndexOf("startxref") - 1);
        var out = new ByteArrayOutputStream();
        out.writeBytes(small.substring(0, table).getBytes(StandardCharsets.ISO_8859_1));
        var entries = new StringBuilder();
        for (int i = 0; i < many; i++) {
            entries.append(String.format(Locale.ROOT, "%010d 00000 n \n", out.size()));
            out.writeBytes((1_000 + i + " 0 obj\n<</Nomor " + i + "/Isi(" + "x".repeat(100) + ")>>\nendobj\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
        }
        int at = out.size();
        String rest = small.substring(table, small.lastIndexOf("startxref"));
        int trailer = rest.indexOf("trailer");
        out.writeBytes((rest.substring(0, trailer) + "1000 " + many + "\n" + entries
                + rest.substring(trailer).replaceFirst("/Size \\d+", "/Size " + (1_000 + many)) + "startxref\n" + at + "\n%%EOF\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        return out.toByteArray();
    }
}
