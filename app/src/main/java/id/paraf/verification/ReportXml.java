package id.paraf.verification;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import org.springframework.stereotype.Component;

import id.paraf.kernel.Hashes;
import id.paraf.pades.verify.Indication;
import id.paraf.pades.verify.SignatureReport;
import id.paraf.pades.verify.SignatureReport.Kind;
import id.paraf.pades.verify.Signer;
import id.paraf.pades.verify.TimestampReport;

/**
 * The validation report of ETSI TS 119 102-2 V1.4.1, for programs that read reports of any provider. It has one report for each
 * signature and document timestamp, and so none for a file without any. The same facts give the same bytes, as in
 * {@link ReportJson}.
 */
@Component
public class ReportXml {

    private static final String VR = "http://uri.etsi.org/19102/v1.4.1#";
    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    private static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    private static final String ETSI = "urn:etsi:019102:";
    /** The file, among the objects that reports refer to. */
    private static final String FILE = "D-1";

    /** XML 1.0 §2.2: what no document may hold, not even escaped. */
    private static final Pattern UNWRITABLE = Pattern.compile("[^\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newDefaultFactory();

    /** The report in UTF-8; empty if there is no signature to report about. */
    public Optional<byte[]> of(Verification verification) {
        if (verification.report().signatures().isEmpty()) {
            return Optional.empty();
        }
        var text = new StringWriter();
        try {
            new Document(WRITERS.createXMLStreamWriter(text)).write(verification);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("A report can always be written into memory", e);
        }
        return Optional.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static final class Document {

        private final XMLStreamWriter xml;
        /** Each certificate once, under the name by which reports refer to it. */
        private final Map<String, X509Certificate> certificates = new LinkedHashMap<>();

        Document(XMLStreamWriter xml) {
            this.xml = xml;
        }

        void write(Verification verification) throws XMLStreamException {
            xml.writeStartDocument("UTF-8", "1.0");
            xml.setDefaultNamespace(VR);
            xml.setPrefix("ds", DS);
            xml.writeStartElement(VR, "ValidationReport");
            xml.writeDefaultNamespace(VR);
            xml.writeNamespace("ds", DS);
            var signatures = verification.report().signatures();
            for (int i = 0; i < signatures.size(); i++) {
                signature(i + 1, signatures.get(i), verification);
            }
            objects(verification);
            xml.writeEndElement();
            xml.writeEndDocument();
        }

        private void signature(int number, SignatureReport one, Verification verification) throws XMLStreamException {
            xml.writeStartElement(VR, "SignatureValidationReport");
            identifier(number, one);
            times(one, verification.at());
            xml.writeStartElement(VR, "SignersDocument");
            reference("SignersDocumentRepresentation", FILE);
            xml.writeEndElement();
            attributes(one);
            if (one.signer().isPresent()) {
                signer(one.signer().get());
            }
            xml.writeStartElement(VR, "SignatureValidationProcess");
            text("SignatureValidationProcessID", ETSI + "validationprocess:LTVM");
            xml.writeEndElement();
            status(one);
            xml.writeEndElement();
        }

        private void identifier(int number, SignatureReport one) throws XMLStreamException {
            xml.writeStartElement(VR, "SignatureIdentifier");
            xml.writeAttribute("id", "S-" + number);
            text("HashOnly", "false");
            text("DocHashOnly", "false");
            xml.writeStartElement(VR, "OtherInformation");
            xml.writeStartElement(VR, "SignatureReference");
            said("PAdESFieldName", one.field());
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndElement();
        }

        private void times(SignatureReport one, Instant at) throws XMLStreamException {
            xml.writeStartElement(VR, "ValidationTimeInfo");
            text("ValidationTime", at.toString());
            xml.writeStartElement(VR, "BestSignatureTime");
            text("POETime", one.provenAt().orElse(at).toString());
            text("TypeOfProof", ETSI + "poetype:validation");
            xml.writeEndElement();
            xml.writeEndElement();
        }

        /** Annex A. What is written beside a signature is what its signer claims. */
        private void attributes(SignatureReport one) throws XMLStreamException {
            var stated = one.stated();
            var stamps = one.timestamps().stream().map(TimestampReport::time).flatMap(Optional::stream).toList();
            if (one.claimedAt().isEmpty() && stamps.isEmpty() && stated.name().isEmpty() && stated.reason().isEmpty()
                    && stated.location().isEmpty()) {
                return;
            }
            xml.writeStartElement(VR, "SignatureAttributes");
            if (one.claimedAt().isPresent()) {
                attribute(one.kind() == Kind.DOCUMENT_TIMESTAMP ? "DocTimeStamp" : "SigningTime",
                        one.kind() == Kind.DOCUMENT_TIMESTAMP ? "TimeStampValue" : "Time", one.claimedAt().get().toString());
            }
            attribute("SignatureProductionPlace", "AddressString", stated.location());
            for (var stamp : stamps) {
                attribute("SignatureTimeStamp", "TimeStampValue", stamp.toString());
            }
            attribute("Reason", "ReasonElement", stated.reason());
            attribute("Name", "NameElement", stated.name());
            xml.writeEndElement();
        }

        private void signer(Signer signer) throws XMLStreamException {
            xml.writeStartElement(VR, "SignerInformation");
            reference("SignerCertificate", name(signer.path().getFirst()));
            said("Signer", signer.name());
            xml.writeEndElement();
        }

        private void status(SignatureReport one) throws XMLStreamException {
            xml.writeStartElement(VR, "SignatureValidationStatus");
            indication(one.indication());
            xml.writeStartElement(VR, "AssociatedValidationReportData");
            if (one.signer().isPresent()) {
                chain(one.signer().get());
            }
            xml.writeStartElement(VR, "AdditionalValidationReportData");
            data("verdict", one.reasons().isEmpty() ? "VALID_AND_INTACT" : one.reasons().getFirst().plain().name());
            var seal = ReportJson.sealOf(one);
            if (seal.isPresent()) {
                data("seal-of", plain(seal.get()));
            }
            if (one.baseline().isPresent()) {
                data("baseline", one.baseline().get().name());
            }
            if (one.status().isPresent()) {
                var status = one.status().get();
                data("certificate-status", status.state() + status.since().map(since -> " " + since).orElse(""));
            }
            for (var reason : one.reasons()) {
                data("reason", reason.name());
            }
            for (var change : one.changes()) {
                data("change", change.name());
            }
            for (var stamp : one.timestamps()) {
                data("timestamp", ReportJson.main(stamp.indication())
                        + ReportJson.sub(stamp.indication()).map(sub -> " " + sub.name()).orElse(""));
            }
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndElement();
        }

        private void indication(Indication indication) throws XMLStreamException {
            text("MainIndication", ETSI + "mainindication:" + ReportJson.main(indication).toLowerCase(java.util.Locale.ROOT));
            var sub = ReportJson.sub(indication);
            if (sub.isPresent()) {
                text("SubIndication", ETSI + "subindication:" + sub.get().name());
            }
        }

        private void chain(Signer signer) throws XMLStreamException {
            List<String> path = signer.path().stream().map(this::name).toList();
            boolean anchored = signer.root().isPresent() && path.size() > 1;
            if (anchored) {
                reference("TrustAnchor", path.getLast());
            }
            xml.writeStartElement(VR, "CertificateChain");
            reference("SigningCertificate", path.getFirst());
            for (String between : path.subList(1, Math.max(1, anchored ? path.size() - 1 : path.size()))) {
                reference("IntermediateCertificate", between);
            }
            if (anchored) {
                reference("TrustAnchor", path.getLast());
            }
            xml.writeEndElement();
        }

        private void objects(Verification verification) throws XMLStreamException {
            xml.writeStartElement(VR, "SignatureValidationObjects");
            object(FILE, "signedData");
            xml.writeStartElement(VR, "DigestAlgAndValue");
            xml.writeEmptyElement(DS, "DigestMethod");
            xml.writeAttribute("Algorithm", SHA256);
            xml.writeStartElement(DS, "DigestValue");
            xml.writeCharacters(base64(HexFormat.of().parseHex(verification.sha256())));
            xml.writeEndElement();
            xml.writeEndElement();
            ends(2);
            for (var one : certificates.entrySet()) {
                object(one.getKey(), "certificate");
                text("base64", base64(encoded(one.getValue())));
                ends(2);
            }
            xml.writeEndElement();
        }

        /** Opens an object and its representation; {@link #ends} closes both. */
        private void object(String id, String type) throws XMLStreamException {
            xml.writeStartElement(VR, "ValidationObject");
            xml.writeAttribute("id", id);
            text("ObjectType", ETSI + "validationObject:" + type);
            xml.writeStartElement(VR, "ValidationObjectRepresentation");
        }

        private void ends(int elements) throws XMLStreamException {
            for (int i = 0; i < elements; i++) {
                xml.writeEndElement();
            }
        }

        private void attribute(String name, String value, Optional<String> content) throws XMLStreamException {
            if (content.isPresent()) {
                attribute(name, value, content.get());
            }
        }

        private void attribute(String name, String value, String content) throws XMLStreamException {
            xml.writeStartElement(VR, name);
            said(value, content);
            xml.writeEndElement();
        }

        private void data(String type, String value) throws XMLStreamException {
            xml.writeStartElement(VR, "ReportData");
            text("Type", "urn:paraf:verification:" + type);
            text("Value", value);
            xml.writeEndElement();
        }

        private void reference(String name, String object) throws XMLStreamException {
            xml.writeEmptyElement(VR, name);
            xml.writeAttribute("VOReference", object);
        }

        /** What anybody may have written into the file. */
        private void said(String name, String content) throws XMLStreamException {
            text(name, plain(content));
        }

        private static String plain(String content) {
            return UNWRITABLE.matcher(Words.plain(content)).replaceAll("\uFFFD");
        }

        private void text(String name, String content) throws XMLStreamException {
            xml.writeStartElement(VR, name);
            xml.writeCharacters(content);
            xml.writeEndElement();
        }

        private String name(X509Certificate certificate) {
            String name = "C-" + HexFormat.of().withUpperCase().formatHex(Hashes.sha256(encoded(certificate)));
            certificates.putIfAbsent(name, certificate);
            return name;
        }

        private static byte[] encoded(X509Certificate certificate) {
            try {
                return certificate.getEncoded();
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException("A certificate that was read can be written", e);
            }
        }

        private static String base64(byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
    }
}
