package id.paraf.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;

import id.paraf.pki.CertificateBody;
import id.paraf.pki.Profile;
import id.paraf.pki.SerialNumber;
import id.paraf.pki.SignatureAlgorithm;
import id.paraf.pki.SignedDer;
import id.paraf.pki.lint.Lints;

/**
 * What came out of a ceremony, held against what this installation expects of it before anything of it is believed.
 *
 * @param root the root's certificate in DER
 * @param issuing the issuing authority's certificate in DER
 * @param list the root's list in DER
 */
record OfflineFiles(byte[] root, byte[] issuing, byte[] list) {

    /**
     * What an installation knows of itself.
     *
     * @param key of its issuing authority
     * @param expected what the issuing certificate would be if the root were here: its names, profile and addresses
     * @param rootProfile what the root's certificate has to be
     */
    record Expected(SubjectPublicKeyInfo key, CertificateBody expected, Profile rootProfile) {
    }

    /** A list that the root signed. */
    record RootList(long number, Instant thisUpdate, Instant nextUpdate, int entries) {
    }

    /** What is wrong, each in a sentence without a full stop; empty if nothing is. */
    List<String> flaws(Expected wanted, Instant now) {
        var flaws = new ArrayList<String>();
        var body = wanted.expected();
        X509CertificateHolder top = holder(root);
        X509CertificateHolder certificate = holder(issuing);
        require(flaws, signedBy(root, top.getSubjectPublicKeyInfo()), "root-g1.crt is not signed by its own key");
        require(flaws, same(top.getSubject(), body.issuer()),
                "root-g1.crt is of \"" + top.getSubject() + "\", and this installation's "
                        + "root is called \"" + body.issuer() + "\" (paraf.authority.*)");
        Lints.run(root, wanted.rootProfile(), root).forEach(finding -> flaws.add("root-g1.crt: " + finding));
        require(flaws, signedBy(issuing, top.getSubjectPublicKeyInfo()), "issuing-g1.crt is not signed by root-g1.crt");
        require(flaws, certificate.getSubjectPublicKeyInfo().equals(wanted.key()),
                "issuing-g1.crt is for another key than the one of issuing-g1.csr");
        require(flaws, same(certificate.getSubject(), body.subject()), "issuing-g1.crt is of \"" + certificate.getSubject()
                + "\", and this installation's issuing authority is called \"" + body.subject() + "\" (paraf.authority.*)");
        Lints.run(issuing, body.profile(), root).forEach(finding -> flaws.add("issuing-g1.crt: " + finding));
        for (var pointer : List.of(Extension.cRLDistributionPoints, Extension.authorityInfoAccess)) {
            require(flaws, java.util.Objects.equals(certificate.getExtension(pointer), expected(body, pointer)),
                    "issuing-g1.crt points to other addresses than " + body.locations().crls().getFirst() + " and "
                            + body.locations().issuer() + " (paraf.authority.repository)");
        }
        require(flaws, !certificate.getNotBefore().toInstant().isAfter(now) && certificate.getNotAfter().toInstant().isAfter(now),
                "issuing-g1.crt is not in force now");
        listFlaws(list, top, now).forEach(flaws::add);
        require(flaws, crl(list).filter(read -> read.getRevokedCertificate(certificate.getSerialNumber()) != null).isEmpty(),
                "root-g1.crl says that issuing-g1.crt is revoked");
        return flaws;
    }

    /** What is wrong with a list of the root. */
    static List<String> listFlaws(byte[] der, X509CertificateHolder top, Instant now) {
        var read = crl(der).orElse(null);
        if (read == null || read.getExtension(Extension.cRLNumber) == null || read.getNextUpdate() == null) {
            return List.of("root-g1.crl is no list with a number and a next update");
        }
        var flaws = new ArrayList<String>();
        var structure = read.toASN1Structure();
        try {
            require(flaws, verifies(structure.getTBSCertList().getEncoded(ASN1Encoding.DER), structure.getSignatureAlgorithm(),
                    structure.getSignature().getOctets(), top.getSubjectPublicKeyInfo()),
                    "root-g1.crl is not signed by root-g1.crt");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        require(flaws, same(read.getIssuer(), top.getSubject()), "root-g1.crl is of another issuer");
        // A machine that has no network may be a few minutes ahead.
        require(flaws, !read.getThisUpdate().toInstant().isAfter(now.plusSeconds(300)), "root-g1.crl comes from the future");
        require(flaws, read.getNextUpdate().toInstant().isAfter(now), "root-g1.crl is out of date");
        return flaws;
    }

    /** The facts of a list without flaws. */
    static RootList rootList(byte[] der) {
        var read = crl(der).orElseThrow();
        BigInteger number = CRLNumber.getInstance(read.getExtension(Extension.cRLNumber).getParsedValue()).getCRLNumber();
        return new RootList(number.longValueExact(), read.getThisUpdate().toInstant(), read.getNextUpdate().toInstant(),
                read.getRevokedCertificates().size());
    }

    static X509CertificateHolder holder(byte[] der) {
        try {
            return new X509CertificateHolder(der);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SerialNumber serial(byte[] der) {
        return new SerialNumber(holder(der).getSerialNumber());
    }

    static byte[] toBeSigned(byte[] der) {
        try {
            return Certificate.getInstance(der).getTBSCertificate().getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Extension expected(CertificateBody body, org.bouncycastle.asn1.ASN1ObjectIdentifier id) {
        return org.bouncycastle.asn1.x509.TBSCertificate.getInstance(body.toBeSigned()).getExtensions().getExtension(id);
    }

    private static Optional<X509CRLHolder> crl(byte[] der) {
        try {
            return Optional.of(new X509CRLHolder(der));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static boolean signedBy(byte[] der, SubjectPublicKeyInfo key) {
        var certificate = Certificate.getInstance(der);
        return verifies(toBeSigned(der), certificate.getSignatureAlgorithm(), certificate.getSignature().getOctets(), key);
    }

    private static boolean verifies(byte[] tbs, AlgorithmIdentifier algorithm, byte[] signature, SubjectPublicKeyInfo key) {
        try {
            return algorithm.equals(SignatureAlgorithm.of(key).identifier()) && SignedDer.verifies(tbs, signature, key);
        } catch (IllegalArgumentException unknownKey) {
            return false;
        }
    }

    private static boolean same(X500Name one, X500Name other) {
        try {
            return java.util.Arrays.equals(one.getEncoded(ASN1Encoding.DER), other.getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void require(List<String> flaws, boolean holds, String otherwise) {
        if (!holds) {
            flaws.add(otherwise);
        }
    }
}
