package id.paraf.web.officer;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

import id.paraf.account.InviteMembers;
import id.paraf.account.InviteMembers.Typed;
import id.paraf.web.Csv;

/**
 * A list of people from a spreadsheet: comma-separated values (RFC 4180), or with the semicolons of Indonesian settings, or with the
 * tabs of what is copied out of a sheet. The first line names the columns, in Indonesian or English, in any order.
 */
final class InvitationList {

    /** What people call the columns; the first name is the one that we write. */
    private static final Map<String, List<String>> COLUMNS = Map.of("username", List.of("username", "nama_pengguna"), "name",
            List.of("nama", "name"), "email", List.of("email", "surel"), "phone", List.of("telepon", "phone", "whatsapp", "nomor"),
            "unit",
            List.of("unit", "unit_kerja"), "language", List.of("bahasa", "language"));
    private static final List<String> ORDER = List.of("username", "name", "email", "unit", "phone", "language");
    private static final List<String> NEEDED = List.of("username", "name", "email", "unit");
    // Spreadsheets of older office programs; every byte means something in it.
    private static final Charset OLD = Charset.forName("windows-1252");

    private InvitationList() {
    }

    /** What a list turned out to be. */
    sealed interface Read {
        /** The people, in the order of the lines. */
        record People(List<Typed> people) implements Read {
        }

        /** Columns that have to be there and are not, by the names that we write. */
        record ColumnsMissing(List<String> columns) implements Read {
        }

        /** Nobody stands below the names of the columns. */
        record Empty() implements Read {
        }

        /** More than {@link InviteMembers#MOST}. */
        record TooMany() implements Read {
        }

        /** A quotation mark that opens and never closes, or the like. */
        record Broken() implements Read {
        }
    }

    /** The text of a file: UTF-8 with or without a mark, or else what older office programs write. */
    static String text(byte[] file) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
        } catch (CharacterCodingException older) {
            return new String(file, OLD);
        }
    }

    /** The names of the columns, as the first line of a list. */
    static String header() {
        return String.join(",", ORDER.stream().map(column -> COLUMNS.get(column).getFirst()).toList());
    }

    /** The list of these people again, to be corrected. */
    static String write(List<Typed> people) {
        var lines = new StringBuilder(header()).append("\r\n");
        for (var typed : people) {
            lines.append(Csv.line(typed.username(), typed.name(), typed.email(), typed.unit(), typed.phone(), typed.language()));
        }
        return lines.toString();
    }

    static Read read(String text) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (plain.isBlank()) {
            return new Read.Empty();
        }
        var format = CSVFormat.RFC4180.builder().setDelimiter(delimiter(plain.strip().lines().findFirst().orElse(""))).setTrim(true)
                .setIgnoreSurroundingSpaces(true).setIgnoreEmptyLines(true).get();
        try (var lines = format.parse(new StringReader(plain.strip()))) {
            List<String> names = null;
            var people = new ArrayList<Typed>();
            for (CSVRecord line : lines) {
                if (names == null) {
                    names = line.stream().map(InvitationList::column).toList();
                    var missing = NEEDED.stream()
                            .filter(needed -> !line.stream().map(InvitationList::column).toList().contains(needed))
                            .map(needed -> COLUMNS.get(needed).getFirst()).toList();
                    if (!missing.isEmpty()) {
                        return new Read.ColumnsMissing(missing);
                    }
                } else if (line.stream().anyMatch(cell -> !cell.isBlank())) {
                    if (people.size() == InviteMembers.MOST) {
                        return new Read.TooMany();
                    }
                    people.add(new Typed(cell(line, names, "username"), cell(line, names, "name"), cell(line, names, "email"),
                            phone(cell(line, names, "phone")), cell(line, names, "unit"), cell(line, names, "language")));
                }
            }
            return people.isEmpty() ? new Read.Empty() : new Read.People(people);
        } catch (IOException | java.io.UncheckedIOException broken) {
            return new Read.Broken();
        }
    }

    private static char delimiter(String header) {
        for (char delimiter : new char[] {'\t', ';'}) {
            if (header.indexOf(delimiter) >= 0) {
                return delimiter;
            }
        }
        return ',';
    }

    private static String column(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
        return COLUMNS.entrySet().stream().filter(column -> column.getValue().contains(plain)).map(Map.Entry::getKey).findFirst()
                .orElse(plain);
    }

    private static String cell(CSVRecord line, List<String> names, String column) {
        int at = names.indexOf(column);
        // What a spreadsheet would run begins with an apostrophe when we write it (Csv); so it comes back without.
        return at < 0 || at >= line.size() ? "" : line.get(at).replaceFirst("^'(?=[-=+@|%])", "");
    }

    /** Spreadsheets take a number for a number, and the zero at its beginning away. */
    private static String phone(String cell) {
        return cell.matches("8[0-9]{8,11}") ? "0" + cell : cell;
    }
}
