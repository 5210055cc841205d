package id.paraf.certificate;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

import id.paraf.kernel.RefusedToStart;

/**
 * Reads the operator's own practice statement. What cannot be published as it stands is refused at the start: it could not be
 * edited afterwards.
 */
final class PracticeFolder {

    private static final Pattern NAME = Pattern.compile("([0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)_(id|en)\\.txt");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}\\n]*}");
    private static final long MOST_BYTES = 1 << 20;

    private PracticeFolder() {
    }

    /** All texts of the folder, the oldest version first; names that start with a dot are left alone. */
    static List<PublishedText> read(Path folder, String operator) {
        if (!Files.isDirectory(folder)) {
            throw new RefusedToStart("paraf.authority.practice-texts names " + folder
                    + ", which is no directory. Create it and put the practice statement into it, or remove the setting.");
        }
        var texts = new ArrayList<PublishedText>();
        try (var files = Files.list(folder)) {
            for (var file : files.filter(one -> !one.getFileName().toString().startsWith(".")).toList()) {
                texts.add(text(file, operator));
            }
        } catch (IOException e) {
            throw refused(folder, "cannot be read: " + e.getMessage() + ".");
        }
        if (texts.isEmpty()) {
            throw refused(folder, "holds no text.");
        }
        for (var text : texts) {
            for (String language : PublishedText.LANGUAGES) {
                if (texts.stream().noneMatch(
                        other -> other.version().equals(text.version()) && other.language().equals(language))) {
                    throw refused(folder.resolve(text.version() + "_" + language + ".txt"), "is missing.");
                }
            }
        }
        texts.sort(Comparator.comparing(PublishedText::version).thenComparing(PublishedText::language));
        return texts;
    }

    private static PublishedText text(Path file, String operator) throws IOException {
        var name = NAME.matcher(file.getFileName().toString());
        if (!name.matches() || !Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
            throw refused(file, "is no text of a practice statement.");
        }
        var text = PublishedText.read(name.group(1), name.group(2), characters(file), operator);
        if (text.title().isEmpty() || text.text().isEmpty()) {
            throw refused(file, "has no title, or nothing below it.");
        }
        var left = PLACEHOLDER.matcher(text.title() + "\n" + text.text());
        if (left.find()) {
            throw refused(file, "still has " + left.group() + " in it, and only {operator} is filled in.");
        }
        return text;
    }

    private static String characters(Path file) throws IOException {
        try {
            return Files.readString(file).replace("\uFEFF", "").replace("\r\n", "\n");
        } catch (CharacterCodingException e) {
            throw refused(file, "is not written in UTF-8.");
        }
    }

    static RefusedToStart refused(Path file, String what) {
        return new RefusedToStart("paraf.authority.practice-texts: " + file + " " + what
                + " Each version is two files, <version>_id.txt and <version>_en.txt, such as 2027-01_id.txt: a line with the title, "
                + "an empty one, and the text.");
    }
}
