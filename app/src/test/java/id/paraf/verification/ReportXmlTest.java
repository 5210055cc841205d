package id.paraf.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.w3c.dom.Document;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;

import id.paraf.certificate.TestCertificates;
import id.paraf.pades.SamplePdfs;
import id.paraf.pades.verify.SignatureReport;
import id.paraf.pades.verify.SignatureReport.Kind;
import id.paraf.status.FollowRegister;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;
import id.paraf.verification.Verification.Outcome.Judged;

/** Every report keeps to the schema of ETSI TS 119 102-2 V1.4.1, and says what the verifier found. */
@ParafTest
class ReportXmlTest {

    private static final String VR = "http://uri.etsi.org/19102/v1.4.1#";
    /** Where the schemas of the namespaces that the report's schema imports stand in the library. */
    private static final Map<String, String> IMPORTED = Map.of("http://www.w3.org/2000/09/xmldsig#", "/xsd/xmldsig-core-schema.xsd",
            "http://uri.etsi.org/01903/v1.3.2#", "/xsd/XAdES01903v132-202407.xsd", "http://uri.etsi.org/02231/v2#",
            "/xsd/ts_119612v020101_xsd.xsd", "http://www.w3.org/XML/1998/namespace", "/xsd/xml.xsd");

    private static Schema schema;

    @Autowired
    VerifyFile verify;
    @Autowired
    ReportXml xml;
    @Autowired
    OwnSigner signer;
    @Autowired
    TestCertificates certificates;
    @Autowired
    FollowRegister follow;

    @BeforeAll
    static void readTheSchema() throws Exception {
        var documents = (DOMImplementationLS) DOMImplementationRegistry.newInstance().getDOMImplementation("LS");
        var factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        // Nothing is fetched: each name that is not known here is an error.
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setResourceResolver((type, namespace, publicId, systemId, base) -> {
            LSInput input = documents.createLSInput();
            input.setSystemId(systemId);
            input.setByteStream(new ByteArrayInputStream(
                    IMPORTED.containsKey(namespace) ? resource(IMPORTED.get(namespace)) : new byte[0]));
            return input;
        });
        schema = factory.newSchema(new StreamSource(new ByteArrayInputStream(resource("/xsd/TS119102-2-v141.xsd"))));
    }

    private static byte[] resource(String name) {
        try (var stream = ReportXmlTest.class.getResourceAsStream(name)) {
            return java.util.Objects.requireNonNull(stream, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void follow() {
        follow.catchUp();
    }

    private Verification look(byte[] file) throws IOException {
        return ((Judged) verify.verify(new ByteArrayInputStream(file))).verification();
    }

    private byte[] ownFile() {
        var certificate = certificates.issue();
        follow.catchUp();
        return signer.sign(SamplePdfs.unsigned(), certificate);
    }

    private static Document checked(byte[] report) throws Exception {
        schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(report)));
        var factory = DocumentBuilderFactory.newDefaultNSInstance();
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(report));
    }

    private static List<String> texts(Document report, String name) {
        var found = report.getElementsByTagNameNS(VR, name);
        return IntStream.range(0, found.getLength()).mapToObj(i -> found.item(i).getTextContent()).toList();
    }

    @Test
    @Proves("PD-07")
    void aFileOfOurOwnIsTotalPassedWithItsWholeChain() throws Exception {
        byte[] file = ownFile();
        var looked = look(file);
        var report = checked(xml.of(looked).orElseThrow());
        assertThat(texts(report, "MainIndication")).containsExactly("urn:etsi:019102:mainindication:total-passed");
        assertThat(texts(report, "SubIndication")).isEmpty();
        assertThat(texts(report, "Value")).contains("VALID_AND_INTACT", "GOOD", "B_B");
        assertThat(texts(report, "Type")).doesNotContain("urn:paraf:verification:seal-of");
        assertThat(texts(report, "PAdESFieldName")).containsExactly(looked.report().signatures().getFirst().field());
        assertThat(texts(report, "TrustAnchor")).hasSize(2);
        // The file, and signer, issuing authority, root.
        assertThat(texts(report, "ValidationObject")).hasSize(4);
        assertThat(xml.of(looked).orElseThrow()).as("the same facts").isEqualTo(xml.of(looked).orElseThrow());
    }

    @Test
    void whatIsWrongHasItsIndicationAndItsReasons() throws Exception {
        var changed = checked(xml.of(look(SamplePdfs.changed(ownFile()))).orElseThrow());
        assertThat(texts(changed, "MainIndication")).containsExactly("urn:etsi:019102:mainindication:total-failed");
        assertThat(texts(changed, "SubIndication")).containsExactly("urn:etsi:019102:subindication:FORMAT_FAILURE");
        assertThat(texts(changed, "Value")).contains("CHANGED_AFTER_SIGNING");

        var broken = checked(xml.of(look(SamplePdfs.broken())).orElseThrow());
        assertThat(texts(broken, "SubIndication")).containsExactly("urn:etsi:019102:subindication:HASH_FAILURE");

        var foreign = checked(xml.of(look(SamplePdfs.signed())).orElseThrow());
        assertThat(texts(foreign, "MainIndication")).containsExactly("urn:etsi:019102:mainindication:indeterminate");
        assertThat(texts(foreign, "TrustAnchor")).isEmpty();
    }

    @Test
    void aFileThatNobodySignedHasNoReport() throws Exception {
        assertThat(xml.of(look(SamplePdfs.unsigned()))).isEmpty();
    }

    /** Whatever anybody writes beside a signature is text, and text that XML can hold. */
    @Test
    void hostileTextStaysText() throws Exception {
        var looked = look(ownFile());
        var one = looked.report().signatures().getFirst();
        var stated = new SignatureReport("]]><a>&\u0000\uFFFE\uD800 \u202E<!--", Kind.APPROVAL, one.indication(), one.reasons(),
                true, one.signer(), one.status(), one.baseline(), one.claimedAt(), one.provenAt(), one.timestamps(), 1, true, 0,
                Set.of(), "", one.stated());
        var hostile = new Verification(looked.sha256(), looked.bytes(), looked.at(), looked.trust(),
                new id.paraf.pades.verify.Report(looked.report().verdict(), 1, 1, List.of(stated)));
        byte[] report = xml.of(hostile).orElseThrow();
        assertThat(texts(checked(report), "PAdESFieldName").getFirst()).startsWith("]]><a>&").doesNotContain("\u202E", "\uFFFE");
        assertThat(new String(report, UTF_8)).doesNotContain("<a>", "<!--");
    }

    @Test
    void theSchemaRefusesWhatIsNoReport() {
        var nonsense = "<ValidationReport xmlns=\"%s\"><Verdict/></ValidationReport>".formatted(VR).getBytes(UTF_8);
        assertThatThrownBy(() -> checked(nonsense)).isInstanceOf(SAXException.class);
    }
}
