package id.paraf.certificate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import id.paraf.pki.KeyIdentifiers;

/**
 * A text of the authority that others rely on, as it is shown: one version of it in one language, which is never edited.
 *
 * @param version date of the text, {@code 2026-11}
 * @param language {@code id} or {@code en}
 * @param title its heading
 * @param text paragraphs separated by empty lines; a line that starts with {@code ## } is a heading, with {@code - } an item
 * @param sha256 of title and text as UTF-8, joined by a line feed; lower-case hexadecimal
 */
public record PublishedText(String version, String language, String title, String text, String sha256) {

    /** The languages that there are texts in; the first one is the binding one. */
    static final List<String> LANGUAGES = List.of("id", "en");

    /** What a block of the text is. */
    public enum Kind {
        PARAGRAPH, HEADING, LIST
    }

    /** @param lines one for a paragraph or a heading, the items for a list */
    public record Block(Kind kind, List<String> lines) {
    }

    static PublishedText of(String version, String language, String title, String text) {
        return new PublishedText(version, language, title, text,
                HexFormat.of().formatHex(KeyIdentifiers.sha256(file(title, text))));
    }

    /** The very octets that {@link #sha256} is of, so that anybody computes it again. */
    public byte[] file() {
        return file(title, text);
    }

    private static byte[] file(String title, String text) {
        return (title + "\n" + text).getBytes(StandardCharsets.UTF_8);
    }

    /** Reads a file: its first line is the title, and {@code {operator}} becomes the operator's name. */
    static PublishedText read(String version, String language, String file, String operator) {
        String all = file.replace("{operator}", operator).strip();
        int line = all.indexOf('\n');
        return line < 0 ? of(version, language, all, "")
                : of(version, language, all.substring(0, line).strip(), all.substring(line).strip());
    }

    /** The text in blocks, for a page to lay out: every word of it, in its order. */
    public List<Block> blocks() {
        var blocks = new ArrayList<Block>();
        boolean open = false;
        for (String line : text.lines().map(String::strip).toList()) {
            boolean list = open && blocks.getLast().kind() == Kind.LIST;
            if (line.isEmpty() || line.startsWith("## ")) {
                if (!line.isEmpty()) {
                    blocks.add(block(Kind.HEADING, line.substring(3)));
                }
                open = false;
            } else if (line.startsWith("- ") && list) {
                blocks.getLast().lines().add(line.substring(2));
            } else if (line.startsWith("- ")) {
                blocks.add(block(Kind.LIST, line.substring(2)));
                open = true;
            } else if (open) {
                // A line that was broken where it was written goes on.
                var lines = blocks.getLast().lines();
                lines.add(lines.removeLast() + " " + line);
            } else {
                blocks.add(block(Kind.PARAGRAPH, line));
                open = true;
            }
        }
        return blocks.stream().map(block -> new Block(block.kind(), List.copyOf(block.lines()))).toList();
    }

    private static Block block(Kind kind, String line) {
        return new Block(kind, new ArrayList<>(List.of(line)));
    }
}
