package id.paraf.acceptance.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.boot.Paraf;
import id.paraf.certificate.AgreementAcceptance;
import id.paraf.certificate.Agreements;
import id.paraf.certificate.Authorities;
import id.paraf.certificate.IssueCertificate;
import id.paraf.certificate.IssueOrder;
import id.paraf.certificate.IssueOutcome;
import id.paraf.certificate.Subject;
import id.paraf.kernel.Origin;
import id.paraf.keyroom.KeyAlgorithm;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.Passphrase;
import id.paraf.keyroom.ResetPolicy;
import id.paraf.status.AnswerOcsp;
import id.paraf.status.FollowRegister;

/** The whole application with OCSP at both ports and one certificate to ask about; leaves requests and numbers in files. */
final class OcspProcess {

    private OcspProcess() {
    }

    /** @param arguments portal port, folder, OCSP's own port, number of synthetic rows */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        Path folder = Path.of(arguments[1]);
        var context = SpringApplication.run(Paraf.class, "--spring.profiles.active=demo", "--server.port=" + port,
                "--paraf.data-directory=" + folder.resolve("data"), "--paraf.origin=http://localhost:" + port,
                "--paraf.status.port=" + arguments[2]);

        var account = UUID.randomUUID();
        var agreement = context.getBean(Agreements.class).current("id");
        var key = context.getBean(Keyroom.class).createSignerKey(account, KeyAlgorithm.P256, ResetPolicy.KEEP,
                Passphrase.of("Benchmark#2026"));
        var certificate = ((IssueOutcome.Issued) context.getBean(IssueCertificate.class).issue(new IssueOrder(account,
                new Subject("Beban Contoh", "Institusi Demo", "Unit Contoh"), key.id(),
                new AgreementAcceptance(agreement.version(), agreement.language(), agreement.sha256(), Instant.now()),
                "benchmark:1",
                null, Origin.SYSTEM))).certificate();
        context.getBean(FollowRegister.class).catchUp();

        var issuer = new X509CertificateHolder(context.getBean(Authorities.class).issuing().der());
        var id = new CertificateID(new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1), issuer,
                certificate.serial());
        byte[] plain = new OCSPReqBuilder().addRequest(id).build().getEncoded();
        byte[] nonce = new OCSPReqBuilder().addRequest(id).setRequestExtensions(new Extensions(new Extension(
                OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, new DEROctetString(new byte[32]).getEncoded()))).build()
                .getEncoded();
        var answers = context.getBean(AnswerOcsp.class);
        Files.write(folder.resolve("response.der"), answers.answer(plain).der());
        Files.writeString(folder.resolve("plain"), Base64.getEncoder().encodeToString(plain));
        Files.writeString(folder.resolve("nonce"), Base64.getEncoder().encodeToString(nonce));
        // The synthetic rows come when everything else was measured: signing answers for them takes a processor.
        while (!Files.exists(folder.resolve("go"))) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        Files.writeString(folder.resolve("load"), load(context.getBean(JdbcClient.class), context.getBean(FollowRegister.class),
                Integer.parseInt(arguments[3])));
    }

    /** Rows that look like issued certificates, and how long a node takes to learn them. */
    private static String load(JdbcClient jdbc, FollowRegister follow, int rows) {
        if (rows > 0) {
            jdbc.sql("""
                    INSERT INTO certificate (id, profile, authority, key, key_sha256, serial, common_name, not_before, not_after, phase,
                        tbs, der, reference, prepared_at, issued_at)
                    SELECT gen_random_uuid(), 'synthetic', 'issuing-g1', gen_random_uuid(), decode(md5(n::text) || md5('k' || n), 'hex'),
                        floor(random() * 1e15) * 1e30 + floor(random() * 1e15) * 1e15 + n, 'Beban Contoh', now(), now() + interval '2 years',
                        'ISSUED', ''::bytea, ''::bytea, 'benchmark', now(), now()
                    FROM generate_series(1, :rows) n""").param("rows", rows).update();
        }
        long started = System.nanoTime();
        follow.catchUp();
        return String.format(java.util.Locale.ROOT, "%.2f", (System.nanoTime() - started) / 1e9);
    }
}
