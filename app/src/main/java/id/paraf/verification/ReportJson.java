package id.paraf.verification;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Component;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

import id.paraf.kernel.SerialText;
import id.paraf.pades.verify.Indication;
import id.paraf.pades.verify.Indication.Indeterminate;
import id.paraf.pades.verify.Indication.TotalFailed;
import id.paraf.pades.verify.Indication.TotalPassed;
import id.paraf.pades.verify.SignatureReport;
import id.paraf.pades.verify.Signer;
import id.paraf.pades.verify.StatusReport;
import id.paraf.pades.verify.SubIndication;
import id.paraf.pades.verify.TimestampReport;

/**
 * The report for programs, in the words of ETSI EN 319 102-1. The same facts, that is the same file at the same second against
 * the same trust list and evidence, give the same bytes (PD-07): fields stand in a fixed order, absent ones are left out.
 */
@Component
public class ReportJson {

    /** Changes with the meaning of a field; a new field alone does not change it. */
    private static final String FORMAT = "paraf-verification-1";

    // Everything but printable ASCII is escaped: no name of a signer can forge a line or colour a terminal.
    private final JsonMapper json = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** The report in UTF-8. */
    public byte[] of(Verification verification) {
        var report = verification.report();
        var file = new LinkedHashMap<String, Object>();
        file.put("sha256", verification.sha256());
        file.put("bytes", verification.bytes());
        file.put("pages", report.pages());
        file.put("revisions", report.revisions());
        var fields = new LinkedHashMap<String, Object>();
        fields.put("format", FORMAT);
        fields.put("checkedAt", verification.at().toString());
        fields.put("verdict", report.verdict().name());
        fields.put("file", file);
        fields.put("trustList", verification.trust());
        fields.put("signatures", report.signatures().stream().map(ReportJson::signature).toList());
        return json.writeValueAsString(fields).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> signature(SignatureReport one) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("field", Words.cut(one.field()));
        fields.put("kind", one.kind().name());
        judgement(fields, one.indication(), one.reasons());
        fields.put("examined", one.examined());
        one.signer().ifPresent(signer -> fields.put("signer", signer(signer)));
        put(fields, "sealOf", sealOf(one));
        one.status().ifPresent(status -> fields.put("status", status(status)));
        put(fields, "baseline", one.baseline().map(Enum::name));
        put(fields, "claimedAt", one.claimedAt().map(Instant::toString));
        put(fields, "provenAt", one.provenAt().map(Instant::toString));
        fields.put("timestamps", one.timestamps().stream().map(ReportJson::timestamp).toList());
        fields.put("revision", one.revision());
        fields.put("wholeFile", one.wholeFile());
        fields.put("changesSince", one.changes().stream().sorted().map(Enum::name).toList());
        fields.put("algorithm", one.algorithm());
        var stated = new LinkedHashMap<String, Object>();
        put(stated, "name", one.stated().name());
        put(stated, "reason", one.stated().reason());
        put(stated, "location", one.stated().location());
        fields.put("stated", stated);
        return fields;
    }

    /** The institution whose seal it is; empty for what a person signed, and for a document timestamp. */
    static Optional<String> sealOf(SignatureReport one) {
        return one.kind() == SignatureReport.Kind.DOCUMENT_TIMESTAMP ? Optional.empty() : one.signer().flatMap(Signer::sealOf);
    }

    private static Map<String, Object> timestamp(TimestampReport one) {
        var fields = new LinkedHashMap<String, Object>();
        put(fields, "time", one.time().map(Instant::toString));
        judgement(fields, one.indication(), one.reasons());
        one.authority().ifPresent(authority -> fields.put("authority", signer(authority)));
        one.status().ifPresent(status -> fields.put("status", status(status)));
        return fields;
    }

    private static Map<String, Object> signer(Signer one) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", Words.cut(one.name()));
        fields.put("subject", Words.cut(one.subject()));
        fields.put("authority", Words.cut(one.authority()));
        fields.put("issuer", Words.cut(one.issuer()));
        fields.put("serialNumber", SerialText.of(one.serialNumber()));
        fields.put("notBefore", one.notBefore().toString());
        fields.put("notAfter", one.notAfter().toString());
        put(fields, "root", one.root());
        return fields;
    }

    private static Map<String, Object> status(StatusReport one) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("state", one.state().name());
        put(fields, "since", one.since().map(Instant::toString));
        put(fields, "form", one.form().map(Enum::name));
        put(fields, "issuedAt", one.issuedAt().map(Instant::toString));
        fields.put("carried", one.carried());
        return fields;
    }

    private static void judgement(Map<String, Object> fields, Indication indication, Collection<? extends Enum<?>> reasons) {
        fields.put("indication", main(indication));
        put(fields, "subIndication", sub(indication).map(Enum::name));
        fields.put("reasons", reasons.stream().<Object>map(Enum::name).toList());
    }

    /** The main status indication as ETSI EN 319 102-1 §5.1.2 writes it. */
    public static String main(Indication indication) {
        return switch (indication) {
            case TotalPassed _ -> "TOTAL-PASSED";
            case Indeterminate _ -> "INDETERMINATE";
            case TotalFailed _ -> "TOTAL-FAILED";
        };
    }

    /** The sub-indication of §5.1.3, where there is one. */
    public static Optional<SubIndication> sub(Indication indication) {
        return switch (indication) {
            case TotalPassed _ -> Optional.empty();
            case Indeterminate(var sub) -> Optional.of(sub);
            case TotalFailed(var sub) -> Optional.of(sub);
        };
    }

    private static void put(Map<String, Object> fields, String name, Optional<String> value) {
        value.ifPresent(text -> fields.put(name, Words.cut(text)));
    }
}
