package id.paraf.web.officer;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

import id.paraf.account.InviteMembers;
import id.paraf.account.InviteMembers.Typed;
import id.paraf.web.Csv;

/**
 * A list of people from a spreadsheet: comma-separated values (RFC 4180), or with the semicolons of Indonesian settings, or with the
 * tabs of what is copied out of a sheet. The first line names the columns, in Indonesian or English, in any order.
 */
final class InvitationList {

    /** The columns in the order in which we write them, and what people call them; the first name is ours. */
    private enum Column {
        USERNAME(true, "username", "nama_pengguna"), NAME(true, "nama", "name"), EMAIL(true, "email", "surel"), UNIT(true, "unit",
                "unit_kerja"),
        PHONE(false, "telepon", "phone", "whatsapp", "nomor"), LANGUAGE(false, "bahasa", "language");

        private final boolean needed;
        private final String ours;
        private final Set<String> names;

        Column(boolean needed, String ours, String... others) {
            this.needed = needed;
            this.ours = ours;
            this.names = Stream.concat(Stream.of(ours), Arrays.stream(others)).collect(Collectors.toUnmodifiableSet());
        }

        /** Which column is called so; null for one that we do not know. */
        private static @Nullable Column called(String name) {
            String plain = name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
            return Arrays.stream(values()).filter(column -> column.names.contains(plain)).findFirst().orElse(null);
        }
    }

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

    /** The text of a file: UTF-8 with or without a mark, UTF-16 ("Unicode text") with one, or else what older office programs write. */
    static String text(byte[] file) {
        int mark = file.length < 2 ? 0 : (file[0] & 0xFF) << 8 | file[1] & 0xFF;
        if (mark == 0xFEFF || mark == 0xFFFE) {
            // Either order of octets: the mark says which.
            return new String(file, StandardCharsets.UTF_16);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
        } catch (CharacterCodingException older) {
            return new String(file, OLD);
        }
    }

    /** The names of the columns, as the first line of a list. */
    static String header() {
        return Arrays.stream(Column.values()).map(column -> column.ours).collect(Collectors.joining(","));
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
            var columns = new ArrayList<@Nullable Column>();
            var people = new ArrayList<Typed>();
            for (CSVRecord line : lines) {
                if (columns.isEmpty()) {
                    line.forEach(name -> columns.add(Column.called(name)));
                    var missing = Arrays.stream(Column.values()).filter(column -> column.needed && !columns.contains(column))
                            .map(column -> column.ours).toList();
                    if (!missing.isEmpty()) {
                        return new Read.ColumnsMissing(missing);
                    }
                } else if (line.stream().anyMatch(cell -> !cell.isBlank())) {
                    if (people.size() == InviteMembers.MOST) {
                        return new Read.TooMany();
                    }
                    people.add(person(columns, line));
                }
            }
            return people.isEmpty() ? new Read.Empty() : new Read.People(people);
        } catch (IOException | UncheckedIOException broken) {
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

    private static Typed person(List<@Nullable Column> columns, CSVRecord line) {
        return new Typed(cell(columns, line, Column.USERNAME), cell(columns, line, Column.NAME), cell(columns, line, Column.EMAIL),
                phone(cell(columns, line, Column.PHONE)), cell(columns, line, Column.UNIT), cell(columns, line, Column.LANGUAGE));
    }

    private static String cell(List<@Nullable Column> columns, CSVRecord line, Column column) {
        int at = columns.indexOf(column);
        // What a spreadsheet would run begins with an apostrophe when we write it (Csv); so it comes back without.
        return at < 0 || at >= line.size() ? "" : line.get(at).replaceFirst("^'(?=[-=+@|%])", "");
    }

    /** Spreadsheets take a number for a number, and the zero at its beginning away. */
    private static String phone(String cell) {
        return cell.matches("8[0-9]{8,11}") ? "0" + cell : cell;
    }
}
