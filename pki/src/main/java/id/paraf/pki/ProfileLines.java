package id.paraf.pki;

import java.time.Duration;
import java.time.Period;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;

/** Reads one profile out of the lines of a file. Says what a line means, not whether it is wise: that is {@link ProfileRules}. */
final class ProfileLines {

    private static final Set<String> FIELDS = Set.of("subject", "keys", "key-usage", "extended-key-usage", "policies", "validity",
            "longest", "path-length");
    private static final Map<String, Integer> USAGES = Map.of("digitalSignature", KeyUsage.digitalSignature, "nonRepudiation",
            KeyUsage.nonRepudiation, "keyEncipherment", KeyUsage.keyEncipherment, "keyAgreement", KeyUsage.keyAgreement,
            "keyCertSign", KeyUsage.keyCertSign, "cRLSign", KeyUsage.cRLSign);
    private static final Map<String, KeyPurposeId> PURPOSES = Map.of("documentSigning", Profile.DOCUMENT_SIGNING,
            "emailProtection", KeyPurposeId.id_kp_emailProtection, "clientAuth", KeyPurposeId.id_kp_clientAuth, "serverAuth",
            KeyPurposeId.id_kp_serverAuth, "timeStamping", KeyPurposeId.id_kp_timeStamping, "OCSPSigning",
            KeyPurposeId.id_kp_OCSPSigning);
    private static final String NONE = "none";
    private static final Pattern TIME = Pattern.compile("([1-9]\\d{0,4})([yd])");
    /** X.660: the first arc is 0, 1 or 2, and below the first two the second one is at most 39. */
    private static final Pattern OID = Pattern.compile("([01]\\.[1-3]?\\d|2\\.(0|[1-9]\\d*))(\\.(0|[1-9]\\d*))+");

    private final Profile.Kind kind;
    private final Map<String, String> lines;

    ProfileLines(Profile.Kind kind, Map<String, String> lines) {
        this.kind = kind;
        this.lines = lines;
    }

    /** The lines of a text: {@code profile.field = value}, each once. What begins with "#" is for people. */
    static Map<String, String> of(String text) {
        var lines = new LinkedHashMap<String, String>();
        for (String line : text.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).toList()) {
            int at = line.indexOf('=');
            String name = (at < 0 ? line : line.substring(0, at)).strip();
            int dot = name.indexOf('.');
            String profile = dot < 0 ? name : name.substring(0, dot);
            String field = dot < 0 ? "" : name.substring(dot + 1);
            var kind = Profile.Kind.of(profile).orElseThrow(() -> new ProfileFlaw(profile, field,
                    "there is no such profile; there are " + labels(Profile.Kind.values(), Profile.Kind::label)));
            if (!FIELDS.contains(field)) {
                throw new ProfileFlaw(profile, field, "there is no such field");
            }
            boolean authority = kind == Profile.Kind.ROOT || kind == Profile.Kind.ISSUING;
            if (field.equals("path-length") && !authority) {
                throw new ProfileFlaw(profile, field, "only authorities have a path length");
            }
            if (at < 0 || line.substring(at + 1).isBlank()) {
                throw new ProfileFlaw(profile, field, "there is no value; write \"" + name + " = ...\"");
            }
            if (lines.put(name, line.substring(at + 1).strip()) != null) {
                throw new ProfileFlaw(profile, field, "it is there twice");
            }
        }
        return lines;
    }

    Profile profile() {
        return new Profile(kind, each("subject", this::part), each("keys", this::key), usage(), each("extended-key-usage",
                this::purpose), each("policies", this::policy), validity(), longest(), pathLength());
    }

    /** The lines of this profile alone, in the order of their names. */
    String text() {
        return lines.entrySet().stream().filter(line -> line.getKey().startsWith(kind.label() + "."))
                .map(line -> line.getKey() + " = " + line.getValue() + "\n").sorted().collect(Collectors.joining());
    }

    private ProfileFlaw flaw(String field, String sentence) {
        return new ProfileFlaw(kind.label(), field, sentence);
    }

    private String value(String field) {
        String value = lines.get(kind.label() + "." + field);
        if (value == null) {
            throw flaw(field, "the line is missing");
        }
        return value;
    }

    private <T> List<T> each(String field, Function<String, T> reader) {
        String value = value(field);
        if (value.equals(NONE)) {
            return List.of();
        }
        var read = Arrays.stream(value.split(",", -1)).map(String::strip).map(reader).toList();
        if (new HashSet<>(read).size() != read.size()) {
            throw flaw(field, "something is named twice");
        }
        return read;
    }

    private Profile.Part part(String typed) {
        boolean optional = typed.endsWith("?");
        String name = optional ? typed.substring(0, typed.length() - 1) : typed;
        return Arrays.stream(Profile.Attribute.values()).filter(attribute -> attribute.label().equals(name)).findFirst()
                .map(attribute -> new Profile.Part(attribute, optional)).orElseThrow(() -> flaw("subject", "\"" + name
                        + "\" is none of " + labels(Profile.Attribute.values(), Profile.Attribute::label)));
    }

    private Profile.KeyKind key(String typed) {
        return Arrays.stream(Profile.KeyKind.values()).filter(key -> key.name().equals(typed)).findFirst().orElseThrow(
                () -> flaw("keys", "\"" + typed + "\" is none of " + labels(Profile.KeyKind.values(), Profile.KeyKind::name)));
    }

    private int usage() {
        return each("key-usage", typed -> {
            Integer bit = USAGES.get(typed);
            if (bit == null) {
                throw flaw("key-usage",
                        "\"" + typed + "\" is none of " + String.join(", ", new java.util.TreeSet<>(USAGES.keySet())));
            }
            return bit;
        }).stream().reduce(0, (all, bit) -> all | bit);
    }

    private KeyPurposeId purpose(String typed) {
        KeyPurposeId known = PURPOSES.get(typed);
        return known != null ? known : KeyPurposeId.getInstance(new ASN1ObjectIdentifier(oid("extended-key-usage", typed)));
    }

    private String policy(String typed) {
        return oid("policies", typed);
    }

    private String oid(String field, String typed) {
        if (!OID.matcher(typed).matches()) {
            throw flaw(field, "\"" + typed + "\" is no object identifier");
        }
        return typed;
    }

    private Period validity() {
        var time = TIME.matcher(value("validity"));
        if (!time.matches()) {
            throw flaw("validity", "write years or days, as in 2y or 30d");
        }
        int number = Integer.parseInt(time.group(1));
        return time.group(2).equals("y") ? Period.ofYears(number) : Period.ofDays(number);
    }

    private Duration longest() {
        var time = TIME.matcher(value("longest"));
        if (!time.matches() || !time.group(2).equals("d")) {
            throw flaw("longest", "write days, as in 825d");
        }
        return Duration.ofDays(Integer.parseInt(time.group(1)));
    }

    private @Nullable Integer pathLength() {
        boolean authority = kind == Profile.Kind.ROOT || kind == Profile.Kind.ISSUING;
        if (!authority || value("path-length").equals(NONE)) {
            return null;
        }
        if (!value("path-length").matches("\\d")) {
            throw flaw("path-length", "write a number from 0 to 9, or none");
        }
        return Integer.valueOf(value("path-length"));
    }

    private static <T> String labels(T[] all, Function<T, String> label) {
        return String.join(", ", new LinkedHashSet<>(Arrays.stream(all).map(label).toList()));
    }
}
