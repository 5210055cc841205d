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
import java.util.Collections;
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
        USERNAME(true, "username", "nama_pengguna", "user_name", "user"), NAME(true, "nama", "name", "nama_lengkap", "full_name"),
        EMAIL(true, "email", "surel", "e_mail", "alamat_email", "alamat_surel", "email_address"),
        UNIT(true, "unit", "unit_kerja"),
        PHONE(false, "telepon", "phone", "whatsapp", "nomor", "no_telepon", "nomor_telepon", "no_telp", "telp", "hp", "no_hp",
                "nomor_hp", "handphone", "ponsel", "no_ponsel", "nomor_ponsel", "wa", "no_wa", "nomor_wa", "no_whatsapp",
                "nomor_whatsapp", "phone_number", "mobile"),
        LANGUAGE(false, "bahasa", "language", "bahasa_pesan");

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
            String plain = name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s._-]+", "_");
            return Arrays.stream(values()).filter(column -> column.names.contains(plain)).findFirst().orElse(null);
        }
    }

    // Spreadsheets of older office programs; every byte means something in it.
    private static final Charset OLD = Charset.forName("windows-1252");

    private InvitationList() {
    }

    /**
     * Somebody of a list.
     *
     * @param row as a spreadsheet counts, where the names of the columns stand in the first
     */
    record Person(int row, Typed typed) {
    }

    /** What a list turned out to be. */
    sealed interface Read {
        /** The people, in the order of the lines. */
        record People(List<Person> people) implements Read {
        }

        /**
         * Columns that have to be there and are not, by the names that we write, and columns that are there and that we would have to
         * leave out, by the names that they have: whoever sends five hundred phone numbers hears of it before anybody is invited.
         *
         * @param twice columns that would both be the same, by the name that we write
         */
        record Columns(List<String> missing, List<String> unknown, List<String> twice) implements Read {
            boolean fit() {
                return missing.isEmpty() && unknown.isEmpty() && twice.isEmpty();
            }
        }

        /** Nobody stands below the names of the columns. */
        record Empty() implements Read {
        }

        /** More than {@link InviteMembers#MOST}. */
        record TooMany() implements Read {
        }

        /** No text at all: the spreadsheet program's own file. */
        record NoText() implements Read {
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
        return String.join(",", known());
    }

    /** The names of the columns as we write them. */
    static List<String> known() {
        return Arrays.stream(Column.values()).map(column -> column.ours).toList();
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
        if (plain.codePoints().anyMatch(InvitationList::unreadable)) {
            return new Read.NoText();
        }
        // Empty lines are rows of a spreadsheet too; they count, and nobody stands in them.
        var format = CSVFormat.RFC4180.builder()
                .setDelimiter(delimiter(plain.lines().filter(line -> !line.isBlank()).findFirst().orElse(""))).setTrim(true)
                .setIgnoreSurroundingSpaces(true).setIgnoreEmptyLines(false).get();
        try (var lines = format.parse(new StringReader(plain.stripTrailing()))) {
            var columns = new ArrayList<@Nullable Column>();
            var people = new ArrayList<Person>();
            for (CSVRecord line : lines) {
                if (line.stream().allMatch(String::isBlank)) {
                    continue;
                }
                if (columns.isEmpty()) {
                    line.forEach(name -> columns.add(Column.called(name)));
                    var found = columns(columns, line.toList());
                    if (!found.fit()) {
                        return found;
                    }
                } else if (people.size() == InviteMembers.MOST) {
                    return new Read.TooMany();
                } else {
                    people.add(new Person((int) line.getRecordNumber(), person(columns, line)));
                }
            }
            return people.isEmpty() ? new Read.Empty() : new Read.People(people);
        } catch (IOException | UncheckedIOException broken) {
            return new Read.Broken();
        }
    }

    private static boolean unreadable(int letter) {
        // From tab to carriage return they are kinds of white space, which cells may hold.
        return letter == 0xFFFD || Character.isISOControl(letter) && (letter < '\t' || letter > '\r');
    }

    /** A column without a name is nothing that anybody wrote: spreadsheets leave separators behind. */
    private static Read.Columns columns(List<@Nullable Column> columns, List<String> names) {
        var all = Arrays.asList(Column.values());
        return new Read.Columns(
                all.stream().filter(column -> column.needed && !columns.contains(column)).map(column -> column.ours).toList(),
                names.stream().filter(name -> !name.isBlank() && Column.called(name) == null).map(String::strip).distinct()
                        .toList(),
                all.stream().filter(column -> Collections.frequency(columns, column) > 1).map(column -> column.ours).toList());
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
