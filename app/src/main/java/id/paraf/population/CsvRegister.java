package id.paraf.population;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.springframework.core.io.Resource;

import id.paraf.kernel.RefusedToStart;

/** A register in a file, read once: lines of {@code nik;name;birth date;sex} below a line that says so. */
final class CsvRegister implements PopulationRegister {

    private static final String HEAD = "nik;name;birth_date;sex";

    private record Line(String name, LocalDate birth, Sex sex) {
    }

    private final Map<String, Line> lines = new HashMap<>();

    /** @throws RefusedToStart if the file is not there or a line of it cannot be read, saying which */
    CsvRegister(Resource file) {
        int number = 1;
        try (var in = new BufferedReader(new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8))) {
            if (!HEAD.equals(in.readLine())) {
                throw new RefusedToStart("paraf.register.csv: the first line of " + file + " has to be " + HEAD);
            }
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (!line.isBlank()) {
                    read(line.split(";", -1));
                }
            }
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            throw new RefusedToStart("paraf.register.csv: line " + number + " of " + file + " cannot be read: " + HEAD
                    + ", with a date as 1990-01-31 and M or F");
        }
    }

    private void read(String[] cells) {
        if (cells.length != 4 || !cells[0].matches("[0-9]{16}") || cells[1].isBlank()
                || lines.put(cells[0], new Line(plain(cells[1]), LocalDate.parse(cells[2]), sex(cells[3]))) != null) {
            throw new IllegalArgumentException("not a line of the register");
        }
    }

    private static Sex sex(String letter) {
        return switch (letter) {
            case "M" -> Sex.MALE;
            case "F" -> Sex.FEMALE;
            default -> throw new IllegalArgumentException("neither M nor F");
        };
    }

    @Override
    public boolean there() {
        return true;
    }

    @Override
    public Answer compare(Person person) {
        Line line = lines.get(person.nik());
        if (line == null) {
            return new Answer.Unknown();
        }
        var same = new EnumMap<Field, Boolean>(Field.class);
        same.put(Field.NAME, line.name().equals(plain(person.fullName())));
        if (person.birth() != null) {
            same.put(Field.BIRTH_DATE, line.birth().equals(person.birth()));
        }
        if (person.sex() != null) {
            same.put(Field.SEX, line.sex() == person.sex());
        }
        return new Answer.Known(same);
    }

    /** Names are alike if their letters are: registers write capitals, and know no accents. */
    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("\\p{M}", "").replaceAll("[^\\p{L}\\p{N}]+", " ").strip()
                .toLowerCase(Locale.ROOT);
    }
}
