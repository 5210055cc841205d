package id.paraf.certificate;

import java.util.ArrayList;
import java.util.List;

/**
 * The agreement with owners of certificates, as it is shown.
 *
 * @param version date of the text, {@code 2026-11}
 * @param language {@code id} or {@code en}
 * @param title its heading
 * @param text paragraphs separated by empty lines; a line that starts with {@code ## } is a heading, with {@code - } an item
 * @param sha256 of title and text as UTF-8, joined by a line feed; lower-case hexadecimal
 */
public record Agreement(String version, String language, String title, String text, String sha256) {

    /** What a block of the text is. */
    public enum Kind {
        PARAGRAPH, HEADING, LIST
    }

    /** @param lines one for a paragraph or a heading, the items for a list */
    public record Block(Kind kind, List<String> lines) {
    }

    /** The text in blocks, for a page to lay out: every word of it, in its order. */
    public List<Block> blocks() {
        var blocks = new ArrayList<Block>();
        for (String part : text.split("\\n\\s*\\n")) {
            var lines = part.strip().lines().toList();
            if (lines.getFirst().startsWith("## ")) {
                blocks.add(new Block(Kind.HEADING, List.of(lines.getFirst().substring(3))));
            } else if (lines.getFirst().startsWith("- ")) {
                blocks.add(new Block(Kind.LIST, lines.stream().map(line -> line.substring(2)).toList()));
            } else {
                blocks.add(new Block(Kind.PARAGRAPH, List.of(String.join(" ", lines))));
            }
        }
        return blocks;
    }
}
